using Grpc.Core;
using MetaService.Protos.Grpc.Health.V1;
using static MetaService.Protos.Grpc.Health.V1.HealthCheckResponse.Types;
using HealthBase = MetaService.Protos.Grpc.Health.V1.Health.HealthBase;

namespace MetaService.Server.Health;

/// <summary><c>grpc.health.v1.Health</c> over <see cref="HealthStatuses"/>.</summary>
internal sealed class HealthService(HealthStatuses statuses) : HealthBase
{
    /// <inheritdoc/>
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
        statuses.Get(request.Service).Status is { } status
            ? Task.FromResult(new HealthCheckResponse { Status = status })
            : throw new RpcException(new(StatusCode.NotFound, $"There is no service {request.Service}."));

    /// <inheritdoc/>
    public override Task<HealthListResponse> List(HealthListRequest request, ServerCallContext context)
    {
        var response = new HealthListResponse();
        foreach (var name in statuses.Names)
        {
            response.Statuses[name] = new() { Status = statuses.Get(name).Status ?? ServingStatus.ServiceUnknown };
        }

        return Task.FromResult(response);
    }

    /// <inheritdoc/>
    public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        ServingStatus? sent = null;
        try
        {
            while (true)
            {
                var (status, stopping, changed) = statuses.Get(request.Service);
                var current = status ?? ServingStatus.ServiceUnknown;
                if (current != sent)
                {
                    await responseStream.WriteAsync(new() { Status = current }, context.CancellationToken);
                    sent = current;
                }

                if (stopping)
                {
                    throw new RpcException(new(StatusCode.Unavailable, "The server is stopping."));
                }

                await changed.WaitAsync(context.CancellationToken);
            }
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            // The watcher left.
        }
    }
}
