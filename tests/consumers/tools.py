"""What the consumer tests share: an installed tree, commands, and what the consumer must print."""
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
EXPECTED = "due 2026-06-01T15:00:00Z\n"


def skip(reason):
    print("SKIPPED: " + reason)
    sys.exit(77)


def need(*programs):
    for program in programs:
        if shutil.which(program) is None:
            skip("%s is not installed" % program)


def run(command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if done.returncode != 0:
        print("FAIL: %s\n%s" % (" ".join(command), done.stdout))
        sys.exit(1)
    return done.stdout


def install(build, prefix):
    """Installs a build folder below prefix, whatever prefix it was set up with: the tree is moved
    as a package's would be."""
    destination = prefix + "-destdir"
    run(["meson", "install", "-C", build, "--no-rebuild", "--quiet", "--destdir", destination])
    configured = json_option(build, "prefix")
    shutil.move(os.path.join(destination, configured.lstrip("/")), prefix)
    return prefix


def json_option(build, name):
    import json
    options = json.loads(run(["meson", "introspect", "--buildoptions", build]))
    return next(o["value"] for o in options if o["name"] == name)


def library_folder(prefix, build):
    return os.path.join(prefix, json_option(build, "libdir"))


def environment(prefix, build):
    libraries = library_folder(prefix, build)
    return dict(os.environ, LD_LIBRARY_PATH=libraries,
                PKG_CONFIG_PATH=os.path.join(libraries, "pkgconfig"))


def check_output(command, **options):
    text = run(command, **options)
    if not (text.startswith("libincident ") and text.endswith(EXPECTED)):
        print("FAIL: the consumer printed %r, not ...%r" % (text, EXPECTED))
        sys.exit(1)
    print("ok: " + text.strip())
