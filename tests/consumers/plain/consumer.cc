// The same from C++: the headers are C++11, and handles fit into unique_ptr.
#include <incident.h>

#include <cstdio>
#include <memory>

namespace {
struct Release {
    void operator()(inc_context *context) const { inc_context_unref(context); }
    void operator()(inc_zone *zone) const { inc_zone_unref(zone); }
    void operator()(inc_calendar_builder *builder) const { inc_calendar_builder_free(builder); }
    void operator()(inc_calendar *calendar) const { inc_calendar_unref(calendar); }
};
template <typename T> using Handle = std::unique_ptr<T, Release>;
} // namespace

int main()
{
    inc_context *raw_context = nullptr;
    if (inc_context_new(nullptr, &raw_context) != INC_OK)
        return 1;
    Handle<inc_context> context(raw_context);
    inc_zone *raw_zone = nullptr;
    if (inc_zone_load(context.get(), nullptr, "UTC", INC_ZSTR, &raw_zone) != INC_OK)
        return 1;
    Handle<inc_zone> zone(raw_zone);
    inc_calendar_builder *raw_builder = nullptr;
    if (inc_calendar_builder_new(context.get(), zone.get(), &raw_builder) != INC_OK)
        return 1;
    Handle<inc_calendar_builder> builder(raw_builder);
    const inc_hours hours = {9 * 3600, 17 * 3600};
    for (int32_t weekday = INC_MONDAY; weekday <= INC_FRIDAY; weekday++)
        if (inc_calendar_builder_weekly(builder.get(), weekday, &hours) != INC_OK)
            return 1;
    inc_calendar *raw_calendar = nullptr;
    if (inc_calendar_builder_build(builder.get(), &raw_calendar) != INC_OK)
        return 1;
    Handle<inc_calendar> calendar(raw_calendar);
    inc_time start = 0, due = 0;
    char text[INC_FORMAT_SIZE];
    if (inc_time_parse("2026-05-29T15:00:00Z", INC_ZSTR, &start) != INC_OK ||
        inc_calendar_add(calendar.get(), start, 8 * INC_HOUR, &due) != INC_OK ||
        inc_time_format(due, 0, text) != INC_OK)
        return 1;
    std::printf("libincident %s: due %s\n", inc_version(), text);
    return 0;
}
