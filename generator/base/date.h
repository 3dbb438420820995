/* Calendar dates as people write them down for machines (ISO 8601:2019, 5.2.2):
 * "2020", "2020-12", "2020-12-15". Gregorian, years 1 to 9999. */
#ifndef EVERYREAD_BASE_DATE_H
#define EVERYREAD_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

enum date_precision { DATE_DAY, DATE_MONTH, DATE_YEAR, DATE_PRECISION_COUNT };

struct date {
	int year, month, day; /* from 1; what is not said is 1 */
	enum date_precision precision;
};

/* False where the text is anything else; `date` is then undefined. */
bool date_parse(const char *text, struct date *date);

/* [days] from 1970-01-01; negative before. */
int64_t date_days_since_1970(const struct date *date);

/* The day so many days after 1970-01-01, which is not before it. */
struct date date_from_days(int64_t days);

#endif
