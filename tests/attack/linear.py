"""Bounds of whole numbers under linear constraints, by GLPK (through its C
library): a solver that the program does not use."""
import ctypes
import ctypes.util

MIN, MAX = 1, 2
FREE, LOWER, UPPER, DOUBLE, FIXED = 1, 2, 3, 4, 5
FEASIBLE, OPTIMAL, NO_SOLUTION, UNBOUNDED = 2, 5, 4, 6
CONTINUOUS, INTEGER = 1, 2
TINY = 1e-6

glpk = ctypes.CDLL(ctypes.util.find_library("glpk") or "libglpk.so.40")
glpk.glp_create_prob.restype = ctypes.c_void_p
glpk.glp_get_obj_val.restype = ctypes.c_double
glpk.glp_mip_obj_val.restype = ctypes.c_double
glpk.glp_mip_col_val.restype = ctypes.c_double
glpk.glp_term_out(0)


class Options(ctypes.Structure):
    """glp_iocp, as far as it is set here; the rest is room."""
    _fields_ = [("msg_lev", ctypes.c_int), ("br_tech", ctypes.c_int),
                ("bt_tech", ctypes.c_int), ("tol_int", ctypes.c_double),
                ("tol_obj", ctypes.c_double), ("tm_lim", ctypes.c_int),
                ("room", ctypes.c_char * 1024)]


class Problem:
    """Variables are whole numbers from 0 on, named by anything hashable; those
    in `fractions` need not be whole. One search takes `seconds` at most; then
    is_cut is set, and what it gives is a bound of the optimum. `solutions` are
    those in whole numbers that were met, as lists by a variable's number - 1."""

    def __init__(self, seconds=2):
        self.names, self.bounds, self.rows = {}, [], []
        self.solutions = []
        self.fractions = set()
        self.seconds, self.is_cut = seconds, False
        self.problem = None

    def variable(self, name):
        if name not in self.names:
            self.names[name] = len(self.names) + 1
            self.bounds.append([0, None])
        return self.names[name]

    def bound(self, name, least, most=None):
        bounds = self.bounds[self.variable(name) - 1]
        bounds[0] = max(bounds[0], least)
        if most is not None:
            bounds[1] = most if bounds[1] is None else min(bounds[1], most)

    def row(self, terms, least=None, most=None):
        """least <= the sum of factor * variable <= most."""
        sums = {}
        for factor, name in terms:
            number = self.variable(name)
            sums[number] = sums.get(number, 0) + factor
        self.rows.append((sums, least, most))

    @staticmethod
    def kind(least, most):
        if least is None:
            return UPPER if most is not None else FREE
        if most is None:
            return LOWER
        return FIXED if most <= least else DOUBLE

    def build(self):
        self.problem = ctypes.c_void_p(glpk.glp_create_prob())
        glpk.glp_add_cols(self.problem, len(self.bounds))
        for i, (least, most) in enumerate(self.bounds, 1):
            glpk.glp_set_col_bnds(self.problem, i, self.kind(least, most),
                                  ctypes.c_double(least),
                                  ctypes.c_double(most or 0))
        for name, i in self.names.items():
            glpk.glp_set_col_kind(self.problem, i, CONTINUOUS if name in
                                  self.fractions else INTEGER)
        if self.rows:
            glpk.glp_add_rows(self.problem, len(self.rows))
        for i, (sums, least, most) in enumerate(self.rows, 1):
            items = [(k, v) for k, v in sums.items() if v]
            columns = (ctypes.c_int * (len(items) + 1))(
                0, *(k for k, _ in items))
            factors = (ctypes.c_double * (len(items) + 1))(
                0, *(v for _, v in items))
            glpk.glp_set_mat_row(self.problem, i, len(items), columns, factors)
            glpk.glp_set_row_bnds(self.problem, i, self.kind(least, most),
                                  ctypes.c_double(least or 0),
                                  ctypes.c_double(most or 0))

    def optimum(self, terms, direction, is_whole):
        """None where there is no bound; ValueError where no solution."""
        for factor, name in terms:
            glpk.glp_set_obj_coef(self.problem, self.names[name],
                                  ctypes.c_double(factor))
        glpk.glp_set_obj_dir(self.problem, direction)
        failed = glpk.glp_simplex(self.problem, None)
        status = glpk.glp_get_status(self.problem)
        value = glpk.glp_get_obj_val(self.problem)
        if is_whole and not failed and status == OPTIMAL:
            options = Options()
            glpk.glp_init_iocp(ctypes.byref(options))
            options.msg_lev, options.tm_lim = 0, 1000 * self.seconds
            failed = glpk.glp_intopt(self.problem, ctypes.byref(options))
            status = glpk.glp_mip_status(self.problem)
            if status in (FEASIBLE, OPTIMAL):
                self.solutions.append([
                    round(glpk.glp_mip_col_val(self.problem, i))
                    for i in range(1, len(self.bounds) + 1)])
            # Out of time: what the linear programme says is a bound, too.
            if not failed and status == OPTIMAL:
                value = glpk.glp_mip_obj_val(self.problem)
            elif status == NO_SOLUTION and not failed:
                raise ValueError("no whole numbers")
            else:
                self.is_cut = True
            status = OPTIMAL
        for _, name in terms:
            glpk.glp_set_obj_coef(self.problem, self.names[name],
                                  ctypes.c_double(0))
        if status == UNBOUNDED:
            return None
        if status != OPTIMAL:
            raise ValueError(f"no solution ({failed}, {status})")
        return value

    def range(self, terms, is_whole=True):
        """The least and the most (None: any) that the sum can be."""
        least = self.optimum(terms, MIN, is_whole)
        most = self.optimum(terms, MAX, is_whole)
        return (int(-((TINY - least) // 1)) if least is not None else None,
                int((most + TINY) // 1) if most is not None else None)

    def met(self, terms):
        """The least and the most that the sum is in the solutions met."""
        terms = [(factor, self.names[name] - 1) for factor, name in terms]
        sums = [sum(factor * solution[i] for factor, i in terms)
                for solution in self.solutions]
        return (min(sums), max(sums)) if sums else (None, None)

    def broken_by(self, value):
        """A row or bound, in words, that the values do not keep which `value`
        gives of names; None if they keep all."""
        for name, i in self.names.items():
            least, most = self.bounds[i - 1]
            if value(name) < least or (most is not None and
                                       value(name) > most):
                return f"{name} is {value(name)}, not {least} to {most}"
        names = {i: name for name, i in self.names.items()}
        for sums, least, most in self.rows:
            total = sum(factor * value(names[i]) for i, factor in sums.items())
            if (least is not None and total < least) or \
                    (most is not None and total > most):
                words = " ".join(f"{factor:+} {names[i]}"
                                 for i, factor in sums.items())
                return f"{words} is {total}, not {least} to {most}"
        return None

    def close(self):
        glpk.glp_delete_prob(self.problem)
