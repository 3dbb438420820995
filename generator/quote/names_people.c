/* Which words of the data are names of people. */
#include <stdlib.h>
#include <strings.h>

#include "base/memory.h"
#include "quote/names.h"
#include "read/settings.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool is_among(struct str word, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (word.length == strlen(list[i]) &&
		    strncasecmp(word.bytes, list[i], word.length) == 0)
			return true;
	return false;
}

/* Words of a case's name that say what it is, not who. */
static bool is_label(struct str word)
{
	static const char *const labels[] = {
		"participant", "person",      "respondent", "interview",
		"interviewee", "interviewer", "transcript", "survey",
		"case",        "group",       "focus",      "carer",
		"nurse",       "doctor",      "patient",    "client",
		"staff",       "manager",     "worker",     "volunteer",
		"family",      "parent",      "mother",     "father",
		"unpaid",      "the",         "and",        "with",
		"from",        "for",         "member",     "speaker",
		"answer",      "response",    "document",   "source",
		"file",        "mrs",         "miss",       "prof",
		"anonymous",   "unknown",     "osoba",      "wywiad",
		"pan",         "pani",        "uczestnik",  "uczestniczka",
		"opiekun",     "opiekunka",   "grupa",      "ankieta",
		"мистер",      "участник",    "участница",  "интервью",
		"مشارك",       "مشاركة",      "مقابلة",     "أبو",
		"عبد",         "ابن",         "السيد",      "السيدة",
	};
	return is_among(word, labels, COUNT(labels));
}

/* Whether the word is all of a value that people are grouped by. */
static bool is_value(const struct project *project,
		     const struct settings *settings, struct str word)
{
	for (uint32_t i = 0; i <= settings->dimension_count; i++) {
		uint32_t variable = i < settings->dimension_count ?
					    settings->dimensions[i].variable :
					    settings->role;
		if (variable == PROJECT_NONE || variable == settings->pseudonym)
			continue;
		const struct project_variable *one =
			&project->variables[variable];
		for (uint32_t k = 0; k < one->value_count; k++)
			if (str_equals(one->values[k], word))
				return true;
	}
	return false;
}

/* "Rose Smith" is Rose, too; but "Carer 12" is no "Carer". */
static void add_parts(struct names *names, const struct project *project,
		      const struct settings *settings, struct str text,
		      enum name_kind kind, uint32_t number)
{
	struct name_text words = { 0 };
	name_text_read(&words, text);
	bool has_digits = false;
	for (size_t i = 0; i < words.count; i++)
		has_digits |= words.items[i].has_digits;
	for (size_t i = 0; words.count > 1 && !has_digits && i < words.count;
	     i++) {
		const struct name_word *one = &words.items[i];
		struct str word = { text.bytes + one->start,
				    one->end - one->start };
		if (one->is_character || (one->is_cased && !one->has_capital) ||
		    str_count_code_points(word) < 3 || is_label(word) ||
		    is_value(project, settings, word))
			continue;
		names_add(names, word, kind, number);
	}
	name_text_release(&words);
}

/* Sources are called as their files are. */
static struct str without_suffix(struct str name)
{
	static const char *const suffixes[] = { ".docx", ".doc", ".txt", ".rtf",
						".odt",  ".pdf", ".md" };
	for (size_t i = 0; i < COUNT(suffixes); i++)
		if (str_ends_with(name, str_from(suffixes[i])))
			name.length -= strlen(suffixes[i]);
	return name;
}

/* Whether the variable's own name says that it holds names. */
static bool holds_names(struct str variable)
{
	static const char *const whole[] = {
		"name",     "names",    "surname",   "forename", "nickname",
		"alias",    "aliases",  "pseudonym", "username", "aka",
		"imię",     "imie",     "imiona",    "nazwisko", "pseudonim",
		"ksywka",   "اسم",      "الاسم",     "اللقب",    "الكنية",
		"الشهرة",   "姓名",     "名字",      "昵称",     "别名",
		"化名",     "имя",      "Имя",       "фамилия",  "Фамилия",
		"прозвище", "Прозвище",
	};
	static const char *const before[] = {
		"first",       "last",   "full",       "given",   "family",
		"middle",      "birth",  "maiden",     "real",    "preferred",
		"participant", "person", "respondent", "patient", "client",
		"member",      "case",   "nick",       "user",    "own",
		"known",       "legal",  "other",      "i",
	};
	struct name_text words = { 0 };
	name_text_read(&words, variable);
	bool is_it = is_among(variable, whole, COUNT(whole));
	for (size_t i = 0; !is_it && i < words.count; i++) {
		struct str word = { variable.bytes + words.items[i].start,
				    words.items[i].end - words.items[i].start };
		bool is_last = i + 1 == words.count;
		if (!is_among(word, before, COUNT(before)) &&
		    !(is_last && is_among(word, whole, COUNT(whole))))
			break;
		is_it = is_last && is_among(word, whole, COUNT(whole));
	}
	name_text_release(&words);
	return is_it;
}

static enum name_kind *find_variables(const struct project *project,
				      const struct settings *settings)
{
	enum name_kind *kinds = memory_allocate(
		((size_t)project->variable_count + 1) * sizeof *kinds);
	for (uint32_t i = 0; i < project->variable_count; i++) {
		kinds[i] = NAME_REPLACED; /* none */
		if (i == settings->pseudonym)
			kinds[i] = NAME_PSEUDONYM;
		else if (i != settings->consent && i != settings->role &&
			 holds_names(project->variables[i].name))
			kinds[i] = NAME_OF_VARIABLE;
	}
	return kinds;
}

void names_add_people(struct names *names, const struct project *project,
		      const struct settings *settings)
{
	enum name_kind *kinds = find_variables(project, settings);
	for (uint32_t i = 0; i < project->case_count; i++) {
		const struct project_case *one = &project->cases[i];
		struct str name = without_suffix(one->name);
		if (!one->is_added && !is_label(name)) {
			names_add(names, name, NAME_OF_CASE, i);
			add_parts(names, project, settings, name, NAME_PART, i);
		}
		for (uint32_t k = 0; k < one->value_count; k++) {
			uint32_t variable = one->values[k].variable;
			struct str value =
				project->variables[variable]
					.values[one->values[k].value];
			if (kinds[variable] == NAME_REPLACED)
				continue;
			names_add(names, value, kinds[variable], i);
			add_parts(names, project, settings, value,
				  kinds[variable], i);
		}
	}
	free(kinds);
}
