namespace LtoPar.RemoteApis.Http;

/// <summary>What a server answered.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Body">Empty unless the status is 200.</param>
internal readonly record struct HttpAnswer(int Status, byte[] Body);
