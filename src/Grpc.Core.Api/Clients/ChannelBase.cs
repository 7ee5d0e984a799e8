namespace Grpc.Core;

/// <summary>A connection, or several, to a service. Expensive to make, cheap to share; thread-safe.</summary>
public abstract class ChannelBase
{
    /// <summary>Creates a channel.</summary>
    /// <param name="target">The address of the service.</param>
    /// <exception cref="ArgumentNullException"><paramref name="target"/> is null.</exception>
    protected ChannelBase(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Target = target;
    }

    /// <summary>The address of the service.</summary>
    public string Target { get; }

    /// <summary>An invoker that makes calls over this channel.</summary>
    public abstract CallInvoker CreateCallInvoker();

    /// <summary>Shuts the channel down. Call it once, when the calls are over.</summary>
    public Task ShutdownAsync() => ShutdownAsyncCore();

    /// <summary>Does the work of <see cref="ShutdownAsync"/>; the default does nothing.</summary>
    protected virtual Task ShutdownAsyncCore() => Task.CompletedTask;
}
