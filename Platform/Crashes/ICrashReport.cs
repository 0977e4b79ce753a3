namespace LtoPar.Platform.Crashes;

/// <summary>What a thread was doing when LLVM crashed under it.</summary>
public interface ICrashReport
{
    /// <summary>The message for the user, without "lto-par: error: ".</summary>
    /// <param name="reason">What LLVM said, or which signal it died of.</param>
    string Describe(string reason);

    /// <summary>Writes what is needed to see the crash again, and returns the script that does; null when the input itself is that.</summary>
    string? WriteReproducer();
}
