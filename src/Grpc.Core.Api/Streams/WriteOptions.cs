namespace Grpc.Core;

/// <summary>How a message is written; the values can be combined.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>The message may wait in a buffer for the next one instead of being sent at once.</summary>
    BufferHint = 0x1,

    /// <summary>The message is not compressed even when the call is.</summary>
    NoCompress = 0x2,
}

/// <summary>Options of writing messages. Immutable.</summary>
public class WriteOptions
{
    /// <summary>No flags.</summary>
    public static readonly WriteOptions Default = new();

    /// <summary>Creates options.</summary>
    /// <param name="flags">The flags; none by default.</param>
    public WriteOptions(WriteFlags flags = default)
    {
        Flags = flags;
    }

    /// <summary>The flags.</summary>
    public WriteFlags Flags { get; }
}
