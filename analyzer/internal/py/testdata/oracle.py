"""What CPython (3.9 or later) says about its own library: facts, trees, and which strings are code.

    oracle.py files N      one JSON line for each file of the library; every Nth with its trees
    oracle.py tree FILE    the trees of one file, one top-level statement a line
    oracle.py strings      one JSON line for each string in the library's tests, be it code or not
    oracle.py speed        bytes and seconds of parsing the files named on standard input
"""

import ast
import gc
import json
import os
import re
import sys
import sysconfig
import textwrap
import time
import tokenize
import warnings
import zlib

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)
gc.disable()  # trees have no cycles

LIB = sysconfig.get_path("stdlib")


def files():
    for folder, dirs, names in os.walk(LIB):
        dirs[:] = sorted(d for d in dirs if d not in ("site-packages", "__pycache__"))
        for name in sorted(names):
            if name.endswith(".py"):
                yield os.path.join(folder, name)


# Trees, in the fields and names of the Go package.

FIELDS = {
    "Return": ["value"],
    "Delete": ["targets"],
    "Assign": ["targets", "value"],
    "AugAssign": ["target", "op", "value"],
    "AnnAssign": ["target", "annotation", "value"],
    "TypeAlias": ["name", "type_params", "value"],
    "While": ["test", "body", "orelse"],
    "If": ["test", "body", "orelse"],
    "Match": ["subject", "cases"],
    "Raise": ["exc", "cause"],
    "Assert": ["test", "msg"],
    "Import": ["names"],
    "Global": ["names"],
    "Nonlocal": ["names"],
    "Pass": [],
    "Break": [],
    "Continue": [],
    "BoolOp": ["op", "values"],
    "NamedExpr": ["target", "value"],
    "BinOp": ["op", "left", "right"],
    "UnaryOp": ["op", "operand"],
    "IfExp": ["test", "body", "orelse"],
    "Dict": ["keys", "values"],
    "Set": ["elts"],
    "List": ["elts"],
    "Tuple": ["elts"],
    "Await": ["value"],
    "Yield": ["value"],
    "YieldFrom": ["value"],
    "Compare": ["left", "ops", "comparators"],
    "Call": ["func", "args", "keywords"],
    "Attribute": ["value", "attr"],
    "Starred": ["value"],
    "Name": ["id"],
    "Slice": ["lower", "upper", "step"],
    "MatchValue": ["value"],
    "MatchSequence": ["patterns"],
    "MatchMapping": ["keys", "patterns", "rest"],
    "MatchClass": ["cls", "patterns", "kwd_attrs", "kwd_patterns"],
    "MatchStar": ["name"],
    "MatchAs": ["pattern", "name"],
    "MatchOr": ["patterns"],
}

OPERATORS = (ast.operator, ast.boolop, ast.unaryop, ast.cmpop)


class Trees:
    def __init__(self, text):
        self.bytes = text
        self.starts = [0]
        for m in re.finditer(rb"\r\n|\r|\n", text):
            self.starts.append(m.end())

    def dump(self, node):
        self.out = []
        self.inside = 0  # of f-strings: CPython gives no useful positions there
        self.named = False  # in an f-string with \\N{...}
        self.node(node)
        return " ".join(self.out)

    def open(self, kind, node):
        out = self.out
        out.append("(" + kind)
        if not self.inside and hasattr(node, "lineno"):
            out.append(str(self.starts[node.lineno - 1] + node.col_offset))
            out.append(str(self.starts[node.end_lineno - 1] + node.end_col_offset))

    def has_named(self, n):
        """Whether the literal has a \\N{...}, for which the Go package has no table."""
        start = self.starts[n.lineno - 1] + n.col_offset
        return rb"\N{" in self.bytes[start:self.starts[n.end_lineno - 1] + n.end_col_offset]

    def text(self, s):
        b = s if isinstance(s, bytes) else s.encode("utf-8", "surrogatepass")
        if not isinstance(s, bytes) and re.search("[\ud800-\udfff]", s):
            b = re.sub("[\ud800-\udfff]", "\ufffd", s).encode("utf-8")
        self.out.append("%d:%x" % (len(b), zlib.crc32(b)))

    def value(self, v):
        if v is None:
            self.out.append("-")
        elif isinstance(v, list):
            self.out.append("[")
            for item in v:
                self.value(item)
            self.out.append("]")
        elif isinstance(v, str):
            self.text(v)
        elif isinstance(v, (bool, int)):
            self.out.append(str(int(v)))
        elif isinstance(v, OPERATORS):
            self.out.append(type(v).__name__)
        else:
            self.node(v)

    def node(self, n):
        kind = type(n).__name__
        fields = FIELDS.get(kind)
        if fields is not None:
            self.open(kind, n)
            for f in fields:
                self.value(getattr(n, f))
            self.out.append(")")
            return
        getattr(self, kind)(n)

    def parts(self, kind, n, *values):
        self.open(kind, n)
        for v in values:
            self.value(v)
        self.out.append(")")

    def FunctionDef(self, n, is_async=False):
        self.parts("FunctionDef", n, is_async, n.name, getattr(n, "type_params", []), n.args, n.returns, n.body, n.decorator_list)

    def AsyncFunctionDef(self, n):
        self.FunctionDef(n, True)

    def ClassDef(self, n):
        self.parts("ClassDef", n, n.name, getattr(n, "type_params", []), n.bases, n.keywords, n.body, n.decorator_list)

    def For(self, n, is_async=False):
        self.parts("For", n, is_async, n.target, n.iter, n.body, n.orelse)

    def AsyncFor(self, n):
        self.For(n, True)

    def With(self, n, is_async=False):
        self.parts("With", n, is_async, n.items, n.body)

    def AsyncWith(self, n):
        self.With(n, True)

    def Try(self, n, star=False):
        self.parts("Try", n, star, n.body, n.handlers, n.orelse, n.finalbody)

    def TryStar(self, n):
        self.Try(n, True)

    def ImportFrom(self, n):
        self.parts("ImportFrom", n, n.level, n.module or "", n.names)

    def Expr(self, n):
        self.parts("ExprStmt", n, n.value)

    def arguments(self, a):
        out = self.out
        out.append("[")

        def one(kind, p, default=None):
            out.append("(Param " + kind)
            self.text(p.arg)
            self.value(p.annotation)
            self.value(default)
            out.append(")")

        plain = [("PosOnly", p) for p in a.posonlyargs] + [("Normal", p) for p in a.args]
        defaults = [None] * (len(plain) - len(a.defaults)) + a.defaults
        for (kind, p), d in zip(plain, defaults):
            one(kind, p, d)
        if a.vararg:
            one("VarArgs", a.vararg)
        for p, d in zip(a.kwonlyargs, a.kw_defaults):
            one("KwOnly", p, d)
        if a.kwarg:
            one("KwArgs", a.kwarg)
        out.append("]")

    def keyword(self, n):
        self.parts("Keyword", None, n.arg or "", n.value)

    def alias(self, n):
        self.parts("Alias", None, n.name, n.asname or "")

    def withitem(self, n):
        self.parts("WithItem", None, n.context_expr, n.optional_vars)

    def ExceptHandler(self, n):
        self.parts("ExceptHandler", None, n.type, n.name or "", n.body)

    def match_case(self, n):
        self.parts("MatchCase", None, n.pattern, n.guard, n.body)

    def TypeVar(self, n):
        self.parts("TypeVar", None, n.name, n.bound, getattr(n, "default_value", None))

    def TypeVarTuple(self, n):
        self.parts("TypeVarTuple", None, n.name, None, getattr(n, "default_value", None))

    def ParamSpec(self, n):
        self.parts("ParamSpec", None, n.name, None, getattr(n, "default_value", None))

    def comprehension(self, n):
        self.parts("CompFor", None, bool(n.is_async), n.target, n.iter, n.ifs)

    def Lambda(self, n):
        self.parts("Lambda", n, n.args, n.body)

    def ListComp(self, n):
        self.parts(type(n).__name__, n, n.elt, None, n.generators)

    SetComp = GeneratorExp = ListComp

    def DictComp(self, n):
        self.parts("DictComp", n, n.key, n.value, n.generators)

    def Subscript(self, n):
        self.parts("Subscript", n, n.value, n.slice)

    def MatchSingleton(self, n):
        self.open("MatchSingleton", n)
        self.out.append(str(n.value))
        self.out.append(")")

    def Constant(self, n):
        v = n.value
        self.open("Constant", n)
        if isinstance(v, (str, bytes)):
            self.out.append("bytes" if isinstance(v, bytes) else "str")
            if isinstance(v, str) and (self.named or not self.inside and self.has_named(n)):
                self.out.append("N")
            else:
                self.text(v)
        elif v is Ellipsis:
            self.out.append("Ellipsis")
        elif v is None or v is True or v is False:
            self.out.append(str(v))
        else:
            self.out.append(type(v).__name__)
        self.out.append(")")

    def JoinedStr(self, n):
        self.open("JoinedStr", n)
        if not self.inside:
            self.named = self.has_named(n)
        self.inside += 1
        run = ""

        def flush():
            if run:
                if self.named:
                    self.out.append("N")
                else:
                    self.text(run)
            return ""

        for v in n.values:
            if isinstance(v, ast.Constant):
                run += v.value
                continue
            run = flush()
            self.out.append("(Field")
            self.value(v.value)
            self.out.append(str(v.conversion))
            if v.format_spec is None:
                self.out.append("-")
            else:
                self.value(v.format_spec)
            self.out.append(")")
        flush()
        self.inside -= 1
        if not self.inside:
            self.named = False
        self.out.append(")")

    TemplateStr = JoinedStr  # 3.14


def facts(tree):
    out = []
    # Lines inside f-strings were wrong until 3.12: 0 here.
    fstring_lines = sys.version_info >= (3, 12)

    def visit(n, lines):
        kind = type(n)
        line = getattr(n, "lineno", 0) if lines else 0
        if kind is ast.Call:
            out.append("call %d %d %d" % (line, len(n.args), len(n.keywords)))
        elif kind is ast.Import:
            out.append("import %d %s" % (line, ",".join(a.name + "=" + (a.asname or "") for a in n.names)))
        elif kind is ast.ImportFrom:
            out.append("from %d %d %s %s" % (line, n.level, n.module or "", ",".join(a.name + "=" + (a.asname or "") for a in n.names)))
        elif kind is ast.FunctionDef or kind is ast.AsyncFunctionDef or kind is ast.ClassDef:
            if kind is ast.ClassDef:
                out.append("class %d %s %d %d" % (line, n.name, len(n.bases), len(n.keywords)))
            else:
                out.append("def %d %s %d" % (line, n.name, kind is ast.AsyncFunctionDef))
            for d in n.decorator_list:
                out.append("decorator %d" % d.lineno)
        elif kind is ast.JoinedStr and not fstring_lines:
            lines = False
        for f in n._fields:
            v = getattr(n, f, None)
            if type(v) is list:
                for item in v:
                    if isinstance(item, ast.AST):
                        visit(item, lines)
            elif isinstance(v, ast.AST) and v._fields:
                visit(v, lines)

    visit(tree, True)
    return sorted(out)


def parse(data):
    try:
        return ast.parse(data)
    except (SyntaxError, ValueError):
        return None


def text_of(path, data):
    with open(path, "rb") as f:
        encoding, _ = tokenize.detect_encoding(f.readline)
    text = data.decode(encoding)
    return text.lstrip("\ufeff").encode("utf-8")


def dump_files(every):
    for i, path in enumerate(files()):
        with open(path, "rb") as f:
            data = f.read()
        tree = parse(data)
        line = {"path": path, "ok": tree is not None}
        if tree is not None:
            if every and i % every == 0:
                t = Trees(text_of(path, data))
                line["trees"] = [zlib.crc32(t.dump(s).encode()) for s in tree.body]
            line["facts"] = facts(tree)
        print(json.dumps(line))
        if i % 50 == 0:
            gc.collect()


def dump_tree(path):
    with open(path, "rb") as f:
        data = f.read()
    t = Trees(text_of(path, data))
    for s in ast.parse(data).body:
        print(t.dump(s))


def strings_of(tree):
    stack = [tree]
    out = []
    while stack:
        n = stack.pop()
        for f in n._fields:
            v = getattr(n, f, None)
            if type(v) is str:
                if f == "value":
                    out.append(v)
            elif type(v) is list:
                stack.extend(item for item in v if isinstance(item, ast.AST))
            elif isinstance(v, ast.AST) and v._fields:
                stack.append(v)
    return out


def measure_speed():
    sources = []
    for path in sys.stdin.read().split("\n"):
        with open(path, "rb") as f:
            sources.append(f.read())
    start = time.perf_counter()
    size = 0
    for data in sources:
        if parse(data) is not None:
            size += len(data)
    print(size, time.perf_counter() - start)


def dump_strings():
    import doctest

    seen = set()
    parser = doctest.DocTestParser()

    def candidates():
        for path in files():
            if os.sep + "test" + os.sep not in path:
                continue
            with open(path, "rb") as f:
                data = f.read()
            tree = parse(data)
            if tree is None:
                continue
            for s in strings_of(tree):
                if ">>> " in s:
                    try:
                        for e in parser.get_examples(s):
                            yield e.source
                    except ValueError:
                        pass
                elif 2 < len(s) < 5000:
                    yield s
                    yield textwrap.dedent(s)

    for s in candidates():
        if s in seen:
            continue
        seen.add(s)
        try:
            s.encode("utf-8")
        except UnicodeError:
            continue
        print(json.dumps({"source": s, "ok": parse(s) is not None}))


if __name__ == "__main__":
    if sys.argv[1] == "files":
        print(json.dumps({"version": sys.version_info[:2]}))
        dump_files(int(sys.argv[2]))
    elif sys.argv[1] == "tree":
        dump_tree(sys.argv[2])
    elif sys.argv[1] == "strings":
        dump_strings()
    else:
        measure_speed()
