/* What holds for every history of a clock. */
#ifndef TEST_LAWS_H
#define TEST_LAWS_H

#include "script.h"

/* Checks all laws on the history that the bytes make. 1, or 0 with a line on what was broken. */
int laws_hold(const script_world *world, const uint8_t *bytes, size_t size, char *broken,
              size_t room);

#endif
