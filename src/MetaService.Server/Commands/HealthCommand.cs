using Grpc.Core;
using Grpc.Net.Client;
using HealthV1 = MetaService.Protos.Grpc.Health.V1;

namespace MetaService.Server.Commands;

/// <summary><c>health [ADDRESS]</c>: asks a running service how it is; for container probes.</summary>
internal static class HealthCommand
{
    private const string DefaultAddress = "http://127.0.0.1:50051";

    /// <summary>0 where the service answers SERVING; 1 where it answers otherwise or not within five seconds; 2 for a bad address.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        var address = args is [var given, ..] ? given : Environment.GetEnvironmentVariable("METASERVICE_ADDRESS") ?? DefaultAddress;
        if (!address.Contains("://", StringComparison.Ordinal))
        {
            address = "http://" + address;
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            await errors.WriteLineAsync($"health: {address} is no http or https address");
            return 2;
        }

        try
        {
            using var channel = GrpcChannel.ForAddress(uri);
            var reply = await new HealthV1.Health.HealthClient(channel).CheckAsync(new HealthV1.HealthCheckRequest(), deadline: DateTime.UtcNow.AddSeconds(5));
            await output.WriteLineAsync(reply.Status.ToString().ToUpperInvariant());
            return reply.Status == HealthV1.HealthCheckResponse.Types.ServingStatus.Serving ? 0 : 1;
        }
        catch (RpcException e)
        {
            await errors.WriteLineAsync($"health: {address}: {e.StatusCode}");
            return 1;
        }
    }
}
