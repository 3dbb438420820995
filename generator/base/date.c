#include "base/date.h"

static int read_digits(const char **text, int count)
{
	int value = 0;
	for (int i = 0; i < count; i++, (*text)++) {
		if (**text < '0' || **text > '9')
			return -1;
		value = value * 10 + (**text - '0');
	}
	return value;
}

static int days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30,
				    31, 31, 30, 31, 30, 31 };
	bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return days[month - 1] + (month == 2 && is_leap);
}

bool date_parse(const char *text, struct date *date)
{
	*date = (struct date){ read_digits(&text, 4), 1, 1, DATE_YEAR };
	if (date->year < 1)
		return false;
	if (*text == '-') {
		text++;
		date->precision = DATE_MONTH;
		date->month = read_digits(&text, 2);
		if (date->month < 1 || date->month > 12)
			return false;
	}
	if (*text == '-' && date->precision == DATE_MONTH) {
		text++;
		date->precision = DATE_DAY;
		date->day = read_digits(&text, 2);
		if (date->day < 1 ||
		    date->day > days_in_month(date->year, date->month))
			return false;
	}
	return *text == '\0';
}

int64_t date_days_since_1970(const struct date *date)
{
	int64_t before = date->year - 1;
	int64_t days = before * 365 + before / 4 - before / 100 + before / 400;
	for (int month = 1; month < date->month; month++)
		days += days_in_month(date->year, month);
	return days + date->day - 1 - 719162;
}

struct date date_from_days(int64_t days)
{
	struct date date = { 1970, 1, 1, DATE_DAY };
	for (;; date.year++) {
		int in_year = 337 + days_in_month(date.year, 2);
		if (days < in_year)
			break;
		days -= in_year;
	}
	for (; days >= days_in_month(date.year, date.month); date.month++)
		days -= days_in_month(date.year, date.month);
	date.day += (int)days;
	return date;
}
