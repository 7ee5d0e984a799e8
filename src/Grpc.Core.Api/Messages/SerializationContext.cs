using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a serializer puts one message: either as an array, or into a buffer writer and then <see cref="Complete()"/>.</summary>
public abstract class SerializationContext
{
    /// <summary>Ends the message with the given payload. The array belongs to the call from now on.</summary>
    /// <param name="payload">The serialized message.</param>
    public virtual void Complete(byte[] payload) => throw new NotImplementedException();

    /// <summary>The writer that takes the payload.</summary>
    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotImplementedException();

    /// <summary>Announces the size of the payload before anything is written. Optional; the default ignores it.</summary>
    /// <param name="payloadLength">In bytes, at least 0.</param>
    public virtual void SetPayloadLength(int payloadLength)
    {
    }

    /// <summary>Ends the message with what went into the buffer writer.</summary>
    public virtual void Complete() => throw new NotImplementedException();
}
