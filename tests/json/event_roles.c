/* Prints the tables that are published of events, for comparison with documents: a line for each
 * column (name, type, most), then one for each kind (name) and each of its roles (column, name,
 * whether it is required). */
#include <incident.h>
#include <stdio.h>

static void print_columns(void)
{
    static const char *const types[] = {"?", "integer", "time", "text"};
    inc_column column = {.size = sizeof column};
    size_t i;

    for (i = 0; inc_event_column(i, &column) == INC_OK; i++)
        printf("column\t%s\t%s\t%d\n", column.name, types[column.type], (int) column.most);
}

static void print_kind(int32_t kind)
{
    inc_column column = {.size = sizeof column};
    int32_t required;
    size_t i;

    printf("kind\t%s\n", inc_fact_name(kind));
    for (i = 0; inc_event_column(i, &column) == INC_OK; i++) {
        const char *role = inc_event_role(kind, column.id, &required);
        if (role != NULL)
            printf("role\t%s\t%s\t%d\n", column.name, role, (int) required);
    }
}

int main(void)
{
    int32_t kind;

    print_columns();
    for (kind = 1; inc_fact_name(kind)[0] != '?'; kind++)
        print_kind(kind);
    return 0;
}
