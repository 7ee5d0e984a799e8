namespace Grpc.Core;

/// <summary>The state of a channel's connection.</summary>
public enum ConnectivityState
{
    /// <summary>No connection and no attempt to make one.</summary>
    Idle,

    /// <summary>A connection is being made.</summary>
    Connecting,

    /// <summary>A connection is there.</summary>
    Ready,

    /// <summary>A connection failed; another attempt will follow.</summary>
    TransientFailure,

    /// <summary>The channel is shut down for good.</summary>
    Shutdown,
}
