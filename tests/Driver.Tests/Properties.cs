// The commands share static options, and LLVM's global options are set once a process: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
