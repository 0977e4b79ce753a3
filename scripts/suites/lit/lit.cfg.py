# Configuration of LLVM's lit for tests of lld and of LLVM's gold plugin, run with the installed tools of LLVM.
# The environment says what to run: SUITE_NAME, SUITE_WORK (temporary files), SUITE_PATH (folders of the tools, ld.lld first), SUITE_PLUGIN.
import os

import lit.formats

config.name = os.environ["SUITE_NAME"]
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".ll", ".s", ".test"]
config.excludes = ["Inputs"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.environ["SUITE_WORK"]
config.target_triple = "x86_64-unknown-linux-gnu"
config.host_triple = config.target_triple
config.targets = frozenset(["X86"])
config.gold_executable = "ld.gold"
config.environment["PATH"] = os.environ["SUITE_PATH"]
config.environment["LLD_VERSION"] = "LLD 1.0"
config.environment["LLD_IN_TEST"] = "1"
config.environment["TMPDIR"] = os.environ["SUITE_WORK"]
config.environment["LTO_PAR_CRASH_DIR"] = os.environ["SUITE_WORK"]
for feature in ("x86", "x86-registered-target", "system-linux", "shell", "symlinks", "plugins", "ld_plugin", "thread_support", "llvm-64-bits",
                "zlib", "zstd", "gnutar", "default_triple",
                "aarch64", "amdgpu", "arm", "hexagon", "loongarch", "mips", "ppc", "riscv", "sparc", "systemz"):
    config.available_features.add(feature)
config.substitutions.append(("%llvmshlibdir/LLVMgold%shlibext", os.environ["SUITE_PLUGIN"]))
config.substitutions.append(("%gold", "ld.gold"))
config.substitutions.append(("%python", "python3"))
