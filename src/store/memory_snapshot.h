/* Snapshots of the memory backend; doc/snapshot-format.md tells what is in them. */
#ifndef INC_STORE_MEMORY_SNAPSHOT_H
#define INC_STORE_MEMORY_SNAPSHOT_H

#include <incident/event.h>
#include <incident/row.h>

#define INC__SNAPSHOT_MAGIC "INCM"
#define INC__SNAPSHOT_FORMAT 1

/* The first columns that are written of an event and of a row; those before are told by where it
 * stands. */
#define INC__SNAPSHOT_EVENT (INC_EVENT_SEQUENCE + 1)
#define INC__SNAPSHOT_ROW (INC_ROW_TENANT + 1)

#endif
