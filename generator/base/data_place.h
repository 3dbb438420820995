/* Where the numbers behind a chart stand: an edition says it for its charts,
 * and each chart may say it for itself. */
#ifndef EVERYREAD_BASE_DATA_PLACE_H
#define EVERYREAD_BASE_DATA_PLACE_H

enum data_place {
	DATA_AS_EDITION, /* where the edition has them; without one, beside */
	DATA_BESIDE,     /* in the figure, behind the description */
	DATA_APPENDIX,   /* in a chapter at the end, linked both ways */
	DATA_NONE        /* in this document nowhere */
};

/* What authors call these from DATA_BESIDE on. */
#define DATA_PLACE_WORDS "beside", "appendix", "none"

#endif
