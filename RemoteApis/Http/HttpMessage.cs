namespace LtoPar.RemoteApis.Http;

/// <summary>What a server is asked.</summary>
/// <param name="Body">What is put there; null: it is to be got.</param>
/// <param name="MostBytes">The most bytes that the answer may have.</param>
internal sealed record HttpMessage(string Url, byte[]? Body, int MostBytes);
