using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a deserializer takes one message from. The payload can be read once, in one of the two forms.</summary>
public abstract class DeserializationContext
{
    /// <summary>The size of the payload in bytes, at least 0.</summary>
    public abstract int PayloadLength { get; }

    /// <summary>The payload as an array that belongs to the caller.</summary>
    public virtual byte[] PayloadAsNewBuffer() => throw new NotImplementedException();

    /// <summary>The payload without a copy; valid only until the deserializer returns.</summary>
    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() => throw new NotImplementedException();
}
