using Grpc.Core;
using Grpc.Net.Client;

namespace MetaService.Server.Tests;

/// <summary>Calls with message bytes written by hand.</summary>
internal static class RawCalls
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(b => b, b => b);

    public static async Task<byte[]> UnaryAsync(GrpcChannel channel, string method, byte[] request) =>
        await channel.CreateCallInvoker().AsyncUnaryCall(
            new Method<byte[], byte[]>(MethodType.Unary, "metaservice.v1.MetadataService", method, Bytes, Bytes), null, new CallOptions(), request);
}
