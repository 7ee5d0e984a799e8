namespace Grpc.Core;

/// <summary>Carries deadline and cancellation of a server call to the calls that its handler makes.</summary>
public abstract class ContextPropagationToken
{
    /// <summary>Only servers create tokens.</summary>
    internal ContextPropagationToken()
    {
    }
}

/// <summary>What a <see cref="ContextPropagationToken"/> carries. Immutable.</summary>
public class ContextPropagationOptions
{
    /// <summary>Deadline and cancellation are both carried.</summary>
    public static readonly ContextPropagationOptions Default = new();

    /// <summary>Creates options.</summary>
    /// <param name="propagateDeadline">True to carry the deadline.</param>
    /// <param name="propagateCancellation">True to carry the cancellation.</param>
    public ContextPropagationOptions(bool propagateDeadline = true, bool propagateCancellation = true)
    {
        IsPropagateDeadline = propagateDeadline;
        IsPropagateCancellation = propagateCancellation;
    }

    /// <summary>True when the deadline is carried.</summary>
    public bool IsPropagateDeadline { get; }

    /// <summary>True when the cancellation is carried.</summary>
    public bool IsPropagateCancellation { get; }
}
