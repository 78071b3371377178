#!/usr/bin/env python3
"""A program outside the source tree builds against the installed library and gets the right deadline.

usage: test_consumer.py pkg-config|pkg-config-c++|cmake|subproject|amalgamation ROOT BUILD
"""
import os
import shutil
import subprocess
import sys
import tempfile

import tools

STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"]
AMALGAMATION_STRICT = [*STRICT, "-Wshadow", "-Wstrict-prototypes", "-Wmissing-prototypes", "-Wconversion",
                       "-Wvla", "-Wcast-qual", "-Wundef"]


def plain(name):
    return os.path.join(tools.HERE, "plain", name)


def flags(environment, *packages):
    """With -rpath, so that what runs is what was installed."""
    return tools.run(["pkg-config", "--cflags", "--libs", *packages], env=environment).split()


def with_pkg_config(root, build, folder, compiler="gcc", source="consumer.c", standard="c99"):
    tools.need("pkg-config", compiler)
    prefix = tools.install(build, os.path.join(folder, "prefix"))
    environment = tools.environment(prefix, build)
    environment["PKG_CONFIG_PATH"] = relocated(prefix, build, folder)
    program = os.path.join(folder, "consumer")
    tools.run([compiler, "-std=" + standard, *STRICT, plain(source), "-o", program,
               *flags(environment, "libincident")])
    tools.check_output([program], env=environment)
    if source == "consumer.c" and have_add_ons(build):
        tools.run(["gcc", "-std=c99", *STRICT, plain("add_ons.c"), "-o", program,
                   *flags(environment, "libincident-json", "libincident-ical")])
        print("add-ons: " + tools.run([program], env=environment).strip())


def have_add_ons(build):
    targets = tools.run(["meson", "introspect", "--targets", build])
    return '"incident-json"' in targets and '"incident-ical"' in targets


def relocated(prefix, build, folder):
    """The .pc files with the prefix they now have; pkg-config has no other way to move a tree."""
    source = os.path.join(tools.library_folder(prefix, build), "pkgconfig")
    target = os.path.join(folder, "pkgconfig")
    os.makedirs(target)
    configured = tools.json_option(build, "prefix")
    for name in os.listdir(source):
        with open(os.path.join(source, name), encoding="utf-8") as file:
            text = file.read()
        with open(os.path.join(target, name), "w", encoding="utf-8") as file:
            file.write(text.replace("prefix=" + configured + "\n", "prefix=" + prefix + "\n"))
    return target


def with_cmake(root, build, folder):
    tools.need("cmake", "gcc", "ninja")
    prefix = tools.install(build, os.path.join(folder, "prefix"))
    source = os.path.join(folder, "source")
    shutil.copytree(os.path.join(tools.HERE, "cmake"), source)
    shutil.copy(plain("consumer.c"), source)
    shutil.copy(plain("add_ons.c"), source)
    wanted = "json;ical" if have_add_ons(build) else ""
    tools.run(["cmake", "-G", "Ninja", "-S", source, "-B", os.path.join(folder, "out"), "-DCMAKE_PREFIX_PATH=" + prefix,
               "-DCMAKE_C_COMPILER=gcc", "-DWANTED=" + wanted])
    tools.run(["cmake", "--build", os.path.join(folder, "out")])
    environment = tools.environment(prefix, build)
    tools.check_output([os.path.join(folder, "out", "consumer")], env=environment)
    if wanted:
        print("add-ons: " + tools.run([os.path.join(folder, "out", "add_ons")], env=environment).strip())
    refuse_newer(source, prefix, folder)


def refuse_newer(source, prefix, folder):
    """find_package of a version that this is not must fail."""
    path = os.path.join(source, "CMakeLists.txt")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace("incident 0.1", "incident 99.0"))
    done = subprocess.run(["cmake", "-G", "Ninja", "-S", source, "-B", os.path.join(folder, "newer"),
                           "-DCMAKE_PREFIX_PATH=" + prefix, "-DCMAKE_C_COMPILER=gcc"],
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if done.returncode == 0:
        sys.exit("FAIL: find_package(incident 99.0) was satisfied")


def copy_sources(root, target):
    """What a wrap file would fetch: the sources without tests and without build folders."""
    os.makedirs(target)
    for name in ("meson.build", "meson_options.txt"):
        shutil.copy(os.path.join(root, name), target)
    for name in ("include", "src", "doc"):
        if os.path.isdir(os.path.join(root, name)):
            shutil.copytree(os.path.join(root, name), os.path.join(target, name))


def with_subproject(root, build, folder):
    tools.need("meson", "ninja")
    source = os.path.join(folder, "source")
    shutil.copytree(os.path.join(tools.HERE, "subproject"), source)
    shutil.copy(plain("consumer.c"), source)
    copy_sources(root, os.path.join(source, "subprojects", "incident"))
    out = os.path.join(folder, "out")
    environment = dict(os.environ, PKG_CONFIG_LIBDIR=os.path.join(folder, "nowhere"))
    environment.pop("DESTDIR", None)
    tools.run(["meson", "setup", out, source], env=environment)
    tools.run(["ninja", "-C", out, "-j2", "consumer"])
    tools.check_output([os.path.join(out, "consumer")])


def with_amalgamation(root, build, folder):
    tools.need("gcc", "g++")
    tools.run([sys.executable, os.path.join(root, "src", "amalgamate.py"), root, folder])
    compilers = [c for c in ("gcc", "clang") if shutil.which(c)]
    for compiler in compilers:
        tools.run([compiler, "-std=c11", *AMALGAMATION_STRICT, "-I" + folder, "-c",
                   os.path.join(folder, "incident.c"), "-o", os.path.join(folder, compiler + ".o")])
        for source, cc, standard in (("consumer.c", compiler, "c99"), ("consumer.cc", "g++", "c++11")):
            program = os.path.join(folder, "consumer")
            language = ["-x", "c++"] if source.endswith(".cc") else ["-x", "c"]
            tools.run([cc, "-std=" + standard, *STRICT, "-I" + folder, *language, plain(source), "-x", "none",
                       os.path.join(folder, compiler + ".o"), "-o", program])
            tools.check_output([program])
    together(folder)


def together(folder):
    """One translation unit with the host's own code, everything private to it."""
    source = os.path.join(folder, "together.c")
    with open(source, "w", encoding="utf-8") as file:
        file.write('#include "incident.c"\n#include "%s"\n' % plain("consumer.c"))
    tools.run(["gcc", "-std=c11", *STRICT, "-I" + folder, source, "-o", os.path.join(folder, "together")])
    tools.check_output([os.path.join(folder, "together")])


def main():
    how, root, build = sys.argv[1], os.path.abspath(sys.argv[2]), os.path.abspath(sys.argv[3])
    # meson points this at the build folder; what runs here is what was installed or built here.
    os.environ.pop("LD_LIBRARY_PATH", None)
    with tempfile.TemporaryDirectory() as folder:
        if how == "pkg-config":
            with_pkg_config(root, build, folder)
        elif how == "pkg-config-c++":
            with_pkg_config(root, build, folder, "g++", "consumer.cc", "c++11")
        elif how == "cmake":
            with_cmake(root, build, folder)
        elif how == "subproject":
            with_subproject(root, build, folder)
        elif how == "amalgamation":
            with_amalgamation(root, build, folder)
        else:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
