/* A lock for what several threads share. POSIX's, because thread sanitizers know it. */
#ifndef INC_STORE_LOCK_H
#define INC_STORE_LOCK_H

#include <pthread.h>

typedef struct inc__lock {
    pthread_mutex_t mutex;
} inc__lock;

/* 0 when it could not be made. */
static inline int inc__lock_init(inc__lock *lock)
{
    return pthread_mutex_init(&lock->mutex, NULL) == 0;
}

static inline void inc__lock_destroy(inc__lock *lock)
{
    (void) pthread_mutex_destroy(&lock->mutex);
}

static inline void inc__lock_take(inc__lock *lock)
{
    (void) pthread_mutex_lock(&lock->mutex);
}

static inline void inc__lock_give(inc__lock *lock)
{
    (void) pthread_mutex_unlock(&lock->mutex);
}

#endif
