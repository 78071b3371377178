/* A progress bar on stderr: on a terminal only, and only for what takes longer than a second. */
#include "progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { PROGRESS_FIRST_MS = 1000, PROGRESS_EVERY_MS = 100, PROGRESS_WIDTH = 40 };

static int64_t progress_now(void)
{
    struct timespec now = {0, 0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t) now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_start(struct progress *progress, uint64_t total)
{
    progress->total = total;
    progress->is_shown = isatty(STDERR_FILENO) == 1;
    progress->is_drawn = false;
    progress->next = progress_now() + PROGRESS_FIRST_MS;
}

static void progress_draw(const struct progress *progress, uint64_t done)
{
    char bar[PROGRESS_WIDTH + 1];
    int filled;
    if (!progress->total) {
        fprintf(stderr, "\r%.1f MB read", (double) done / 1e6);
        return;
    }
    if (done > progress->total)
        done = progress->total;
    filled = (int) (done * PROGRESS_WIDTH / progress->total);
    for (int i = 0; i < PROGRESS_WIDTH; i++)
        bar[i] = i < filled ? '#' : '.';
    bar[PROGRESS_WIDTH] = '\0';
    fprintf(stderr, "\r[%s] %3d %%", bar, (int) (done * 100 / progress->total));
}

void progress_step(void *user, uint64_t done)
{
    struct progress *progress = user;
    int64_t now;
    if (!progress->is_shown)
        return;
    now = progress_now();
    if (now < progress->next)
        return;
    progress_draw(progress, done);
    progress->is_drawn = true;
    progress->next = now + PROGRESS_EVERY_MS;
}

void progress_end(struct progress *progress)
{
    if (progress->is_drawn)
        fputs("\r\033[K", stderr);
    progress->is_drawn = false;
}
