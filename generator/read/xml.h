/* XML that strangers wrote, through libxml2's SAX2 interface, so that memory
 * grows with what is kept and not with the file. No network, no document type,
 * no entities beyond XML's own five. */
#ifndef EVERYREAD_READ_XML_H
#define EVERYREAD_READ_XML_H

#include "read/read_builder.h"

/* The attributes of the element that begins, as SAX2 hands them over: five
 * pointers each. */
struct attributes {
	const unsigned char **items;
	int count;
};

struct xml_reader {
	struct builder *builder;
	const char *file; /* how diagnostics name it */
	/* As read(2) does: 0 at the end, -1 after a failure, which it has
	 * reported. */
	int (*read)(void *read_user, char *bytes, int size);
	void *read_user;
	/* What is found, each with `user`; any may be NULL. Names are without their prefix; `uri` may be NULL.
	 */
	void (*start)(void *user, const char *name, const char *uri,
		      struct attributes attributes);
	void (*end)(void *user, const char *name);
	void (*text)(void *user, const char *bytes, size_t length);
	void *user;
	/* While it is read: */
	void *parser;
	bool has_root, is_stopped, has_failed;
};

/* Reads all of it. False where it is not well-formed, which is reported, and
 * after xml_fail(); true at the end and after xml_stop(). */
bool xml_read(struct xml_reader *reader);

/* Ends reading: because enough is known, or because something was wrong, which
 * the caller has reported. */
void xml_stop(struct xml_reader *reader);
void xml_fail(struct xml_reader *reader);

/* Where the reader is. */
struct place xml_place(const struct xml_reader *reader);

/* The value of the attribute without a namespace; "" and false where it is
 * absent. Borrowed until the element's start was handled. */
bool xml_find_attribute(struct attributes attributes, const char *name,
			struct str *value);

/* The same of one in any namespace, as r:id. */
bool xml_find_qualified(struct attributes attributes, const char *name,
			struct str *value);

#endif
