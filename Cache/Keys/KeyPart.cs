namespace LtoPar.Cache.Keys;

/// <summary>One of the things that decide a value.</summary>
/// <param name="Name">Says what it is, in lower case with dashes.</param>
/// <param name="Hash">The SHA-256 of its content, 64 digits in lower case.</param>
public readonly record struct KeyPart(string Name, string Hash);
