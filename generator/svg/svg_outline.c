/* Outlines of SVG's shapes, before they are transformed. */
#include <math.h>

#include "svg/svg_private.h"

/* How far a quarter circle's control points stand from its ends. */
static const double control = 0.5522847498307936;

static void add_point(struct svg_outline *outline, double x, double y)
{
	*VECTOR_ADD(&outline->points) = (struct svg_point){ x, y };
}

void svg_outline_move(struct svg_outline *outline, double x, double y)
{
	*VECTOR_ADD(&outline->verbs) = DRAWING_MOVE;
	add_point(outline, x, y);
}

void svg_outline_line(struct svg_outline *outline, double x, double y)
{
	*VECTOR_ADD(&outline->verbs) = DRAWING_LINE;
	add_point(outline, x, y);
}

void svg_outline_curve(struct svg_outline *outline, struct svg_point control1,
		       struct svg_point control2, struct svg_point end)
{
	*VECTOR_ADD(&outline->verbs) = DRAWING_CURVE;
	add_point(outline, control1.x, control1.y);
	add_point(outline, control2.x, control2.y);
	add_point(outline, end.x, end.y);
}

void svg_outline_close(struct svg_outline *outline)
{
	*VECTOR_ADD(&outline->verbs) = DRAWING_CLOSE;
}

/* A quarter ellipse from the pen's place: first along `x1, y1`. */
static void corner(struct svg_outline *outline, double x1, double y1, double x2,
		   double y2)
{
	struct svg_point from = *VECTOR_LAST(&outline->points);
	struct svg_point end = { from.x + x1 + x2, from.y + y1 + y2 };
	svg_outline_curve(outline,
			  (struct svg_point){ from.x + x1 * control,
					      from.y + y1 * control },
			  (struct svg_point){ end.x - x2 * control,
					      end.y - y2 * control },
			  end);
}

void svg_outline_rectangle(struct svg_outline *outline,
			   const struct svg_box *box, double rx, double ry)
{
	double left = box->left, top = box->top;
	double right = box->right, bottom = box->bottom;
	if (rx <= 0 || ry <= 0) {
		svg_outline_move(outline, left, top);
		svg_outline_line(outline, right, top);
		svg_outline_line(outline, right, bottom);
		svg_outline_line(outline, left, bottom);
		svg_outline_close(outline);
		return;
	}
	svg_outline_move(outline, left + rx, top);
	svg_outline_line(outline, right - rx, top);
	corner(outline, rx, 0, 0, ry);
	svg_outline_line(outline, right, bottom - ry);
	corner(outline, 0, ry, -rx, 0);
	svg_outline_line(outline, left + rx, bottom);
	corner(outline, -rx, 0, 0, -ry);
	svg_outline_line(outline, left, top + ry);
	corner(outline, 0, -ry, rx, 0);
	svg_outline_close(outline);
}

void svg_outline_ellipse(struct svg_outline *outline, double x, double y,
			 double rx, double ry)
{
	svg_outline_move(outline, x + rx, y);
	corner(outline, 0, ry, -rx, 0);
	corner(outline, -rx, 0, 0, -ry);
	corner(outline, 0, -ry, rx, 0);
	corner(outline, rx, 0, 0, ry);
	svg_outline_close(outline);
}

void svg_outline_release(struct svg_outline *outline)
{
	VECTOR_RELEASE(&outline->verbs);
	VECTOR_RELEASE(&outline->points);
}

/* ---- Bounds ------------------------------------------------------------ */

static void include(struct svg_box *box, double x, double y)
{
	box->left = fmin(box->left, x);
	box->right = fmax(box->right, x);
	box->top = fmin(box->top, y);
	box->bottom = fmax(box->bottom, y);
}

static double on_curve(const double v[4], double t)
{
	double s = 1 - t;
	return s * s * s * v[0] + 3 * s * s * t * v[1] + 3 * s * t * t * v[2] +
	       t * t * t * v[3];
}

/* Widens low…high to the cubic's extremes between its ends. */
static void include_extremes(const double v[4], double *low, double *high)
{
	double a = v[3] - 3 * v[2] + 3 * v[1] - v[0];
	double b = 2 * (v[2] - 2 * v[1] + v[0]);
	double c = v[1] - v[0];
	double roots[2] = { -1, -1 };
	double inner = b * b - 4 * a * c;
	if (fabs(a) < 1e-12) {
		if (fabs(b) > 1e-12)
			roots[0] = -c / b;
	} else if (inner >= 0) {
		roots[0] = (-b + sqrt(inner)) / (2 * a);
		roots[1] = (-b - sqrt(inner)) / (2 * a);
	}
	for (unsigned i = 0; i < 2; i++) {
		if (!(roots[i] > 0 && roots[i] < 1))
			continue;
		double value = on_curve(v, roots[i]);
		*low = fmin(*low, value);
		*high = fmax(*high, value);
	}
}

bool svg_outline_bounds(const struct svg_outline *outline, struct svg_box *box)
{
	const struct svg_point *p = outline->points.items;
	if (!outline->points.count)
		return false;
	*box = (struct svg_box){ p->x, p->y, p->x, p->y };
	for (size_t i = 0; i < outline->verbs.count; i++) {
		uint8_t verb = outline->verbs.items[i];
		if (verb == DRAWING_CLOSE)
			continue;
		if (verb == DRAWING_CURVE) {
			double x[4] = { p[-1].x, p->x, p[1].x, p[2].x };
			double y[4] = { p[-1].y, p->y, p[1].y, p[2].y };
			include_extremes(x, &box->left, &box->right);
			include_extremes(y, &box->top, &box->bottom);
			p += 2;
		}
		include(box, p->x, p->y);
		p++;
	}
	return true;
}

/* ---- Along the outline -------------------------------------------------- */

struct ride {
	double wanted, passed;
	struct svg_point at;    /* where it is now */
	struct svg_point found; /* at the wanted distance, or the end */
};

static void ride_to(struct ride *ride, double x, double y)
{
	double length = hypot(x - ride->at.x, y - ride->at.y);
	double share = length > 0 ? (ride->wanted - ride->passed) / length : 0;
	if (ride->wanted >= ride->passed && share <= 1)
		ride->found = (struct svg_point){
			ride->at.x + (x - ride->at.x) * share,
			ride->at.y + (y - ride->at.y) * share
		};
	else if (ride->wanted > ride->passed)
		ride->found = (struct svg_point){ x, y };
	ride->passed += length;
	ride->at = (struct svg_point){ x, y };
}

static void ride_curve(struct ride *ride, const struct svg_point p[3])
{
	enum { STEPS = 32 };
	double x[4] = { ride->at.x, p[0].x, p[1].x, p[2].x };
	double y[4] = { ride->at.y, p[0].y, p[1].y, p[2].y };
	for (int i = 1; i <= STEPS; i++)
		ride_to(ride, on_curve(x, (double)i / STEPS),
			on_curve(y, (double)i / STEPS));
}

double svg_outline_ride(const struct svg_outline *outline, double distance,
			struct svg_point *point)
{
	struct ride ride = { .wanted = fmax(distance, 0) };
	const struct svg_point *p = outline->points.items;
	struct svg_point start = { 0, 0 };
	for (size_t i = 0; i < outline->verbs.count; i++) {
		switch ((enum drawing_verb)outline->verbs.items[i]) {
		case DRAWING_MOVE:
			start = ride.at = *p++;
			if (!i)
				ride.found = start;
			break;
		case DRAWING_LINE:
			ride_to(&ride, p->x, p->y);
			p++;
			break;
		case DRAWING_CURVE:
			ride_curve(&ride, p);
			p += 3;
			break;
		case DRAWING_CLOSE:
			ride_to(&ride, start.x, start.y);
			break;
		}
	}
	*point = ride.found;
	return ride.passed;
}
