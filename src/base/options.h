/* Size-checked structs: what a caller of any version passes, in the shape of this version. */
#ifndef INC_BASE_OPTIONS_H
#define INC_BASE_OPTIONS_H

#include <incident/status.h>
#include <stddef.h>

/* Copies theirs (NULL: all defaults) into the zeroed *ours. Too small or absurd is INC_E_INVALID, a
 * non-zero tail that this version does not know INC_E_UNSUPPORTED. */
inc_status inc__options_read(void *ours, size_t ours_size, size_t first_size, const void *theirs);

/* Copies *ours into theirs as far as its size goes, which stays; INC_E_INVALID as above. */
inc_status inc__options_write(const void *ours, size_t ours_size, size_t first_size, void *theirs);

/* last is the last member that version 1 of the struct had. */
#define INC__OPTIONS(ours, theirs, last)                                                           \
    inc__options_read((ours), sizeof *(ours), INC__OPTIONS_END(ours, last), (theirs))
#define INC__FILL(theirs, ours, last)                                                              \
    inc__options_write((ours), sizeof *(ours), INC__OPTIONS_END(ours, last), (theirs))
#define INC__OPTIONS_END(pointer, member)                                                          \
    ((size_t) ((const char *) &(pointer)->member - (const char *) (pointer)) +                     \
     sizeof(pointer)->member)

#endif
