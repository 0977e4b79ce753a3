using LtoPar.Bench.Edits;

namespace LtoPar.Bench.Tests;

/// <summary>A diff is divided into patches that each apply alone, and can be taken back.</summary>
public sealed class PatchHunkTests
{
    private const string Diff = """
        Only in new: more.c
        diff -urp old/src/a.c new/src/a.c
        --- old/src/a.c	2022-01-01
        +++ new/src/a.c	2024-01-01
        @@ -1,3 +1,4 @@ int f(void)
         one
        -two
        +2
        +2b
         three
        @@ -10 +11 @@
        --- minus
        \ No newline at end of file
        +++ plus
        --- old/b.h
        +++ new/b.h
        @@ -5,2 +5,1 @@
         kept
        -gone
        """;

    [Fact]
    public void Each_hunk_is_a_patch() => Assert.Equal(
        [
            ("src/a.c", "--- a/src/a.c\n+++ b/src/a.c\n@@ -1,3 +1,4 @@ int f(void)\n one\n-two\n+2\n+2b\n three\n"),
            ("src/a.c", "--- a/src/a.c\n+++ b/src/a.c\n@@ -10 +11 @@\n--- minus\n\\ No newline at end of file\n+++ plus\n"),
            ("b.h", "--- a/b.h\n+++ b/b.h\n@@ -5,2 +5,1 @@\n kept\n-gone\n"),
        ],
        PatchHunk.Of(Diff.Split('\n'), reversed: false).Select(hunk => (hunk.File, hunk.Text)));

    [Fact]
    public void A_reversed_hunk_takes_back_what_it_did() => Assert.Equal(
        "--- a/src/a.c\n+++ b/src/a.c\n@@ -1,4 +1,3 @@ int f(void)\n one\n+two\n-2\n-2b\n three\n",
        PatchHunk.Of(Diff.Split('\n'), reversed: true)[0].Text);
}
