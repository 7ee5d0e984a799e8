using MetaService.Server.Reflection;
using static MetaService.Protos.Grpc.Health.V1.HealthCheckResponse.Types;

namespace MetaService.Server.Health;

/// <summary>
/// Whether the server and each of its services can take calls. A service has the status of the whole server, SERVING from the start,
/// until it gets its own. When the server begins to stop, everything is NOT_SERVING for good. Thread-safe.
/// </summary>
internal sealed class HealthStatuses
{
    /// <summary>The name of the whole server.</summary>
    public const string WholeServer = "";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ServingStatus> _own = new() { [WholeServer] = ServingStatus.Serving };
    private readonly Lazy<HashSet<string>> _services;
    private TaskCompletionSource _changed = NewSignal();
    private bool _stopping;

    public HealthStatuses(MappedServices mapped, IHostApplicationLifetime lifetime)
    {
        _services = new(() => [WholeServer, .. mapped.Services.Select(service => service.FullName)]);
        lifetime.ApplicationStopping.Register(Stop);
    }

    /// <summary>The names that have a status: the services that are mapped, and the whole server.</summary>
    public IReadOnlyCollection<string> Names => _services.Value;

    /// <summary>Gives a service, or the whole server, its status. Without effect once the server stops.</summary>
    /// <param name="service">Full name of a mapped service, or <see cref="WholeServer"/>.</param>
    /// <param name="status">SERVING or NOT_SERVING.</param>
    public void Set(string service, ServingStatus status)
    {
        lock (_gate)
        {
            _own[service] = status;
            Signal();
        }
    }

    /// <summary>The status of a service now.</summary>
    /// <param name="service">Full name of a service, or <see cref="WholeServer"/>.</param>
    /// <returns>
    /// The status, null where there is no such service; whether the server stops, so that no other status will follow; and a task that
    /// completes at the next change of any status.
    /// </returns>
    public (ServingStatus? Status, bool Stopping, Task Changed) Get(string service)
    {
        var known = _services.Value.Contains(service);
        lock (_gate)
        {
            ServingStatus? status = !known ? null
                : _stopping ? ServingStatus.NotServing
                : _own.TryGetValue(service, out var given) ? given : _own[WholeServer];
            return (status, _stopping, _changed.Task);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Stop()
    {
        lock (_gate)
        {
            _stopping = true;
            Signal();
        }
    }

    private void Signal()
    {
        _changed.SetResult();
        _changed = NewSignal();
    }
}
