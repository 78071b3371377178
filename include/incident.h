/** @mainpage libincident
 * The incident-management engine that a product links. This umbrella includes the
 * whole core; the add-ons (incident/json.h, incident/ical.h) are separate libraries.
 */
#ifndef INCIDENT_H
#define INCIDENT_H

#include "incident/addon.h"
#include "incident/backend.h"
#include "incident/batch.h"
#include "incident/calendar.h"
#include "incident/calendar_definition.h"
#include "incident/clock.h"
#include "incident/column.h"
#include "incident/command.h"
#include "incident/common.h"
#include "incident/context.h"
#include "incident/date.h"
#include "incident/definition.h"
#include "incident/desk.h"
#include "incident/event.h"
#include "incident/format.h"
#include "incident/gaming.h"
#include "incident/hash.h"
#include "incident/incident.h"
#include "incident/kpi.h"
#include "incident/ledger.h"
#include "incident/lint.h"
#include "incident/matrix.h"
#include "incident/memory.h"
#include "incident/observation.h"
#include "incident/outbox.h"
#include "incident/page.h"
#include "incident/policy.h"
#include "incident/preset.h"
#include "incident/process.h"
#include "incident/query.h"
#include "incident/refusal.h"
#include "incident/row.h"
#include "incident/rulebook.h"
#include "incident/rules.h"
#include "incident/status.h"
#include "incident/store.h"
#include "incident/target.h"
#include "incident/taxonomy.h"
#include "incident/text.h"
#include "incident/zone.h"

#endif
