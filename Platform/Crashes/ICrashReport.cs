namespace LtoPar.Platform.Crashes;

/// <summary>Reports what a thread was doing when LLVM crashed on it.</summary>
public interface ICrashReport
{
    /// <summary>The message for the user, without "lto-par: error: ".</summary>
    /// <param name="reason">The message of LLVM, or the signal that it died of.</param>
    string Describe(string reason);

    /// <summary>Whether the work may be begun again in another way.</summary>
    bool MayStartAgain => false;

    /// <summary>Writes what is needed to see the crash again, and returns the script that does; null when the input itself is that.</summary>
    string? WriteReproducer();
}
