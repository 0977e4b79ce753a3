namespace LtoPar.Driver.Reports.TraceFile;

/// <summary>
/// Puts passes of LLVM into the step that ran them. LLVM rounds starts and lengths down, each for itself, so that one that another ran may seem to end after
/// it: viewers want events that lie in one another, and it is cut off there.
/// </summary>
internal static class TracedPasses
{
    /// <param name="passes">In order of time; one that runs another comes first.</param>
    /// <param name="origin">The time that theirs are counted from, in microseconds since the run began.</param>
    public static IEnumerable<TraceEvent> In(TraceSpan step, IEnumerable<PassRun> passes, long origin, int row)
    {
        Stack<TraceSpan> around = new([step]);
        foreach (PassRun pass in passes)
        {
            TraceSpan span = new(origin + pass.Started, origin + pass.Ended);
            while (around.Count > 1 && around.Peek().End <= span.Start)
            {
                around.Pop();
            }

            span = span.Within(around.Peek());
            around.Push(span);
            yield return TraceEvent.Complete(pass.Name, "pass", row, span, new() { Detail = pass.Detail.Length > 0 ? pass.Detail : null });
        }
    }
}
