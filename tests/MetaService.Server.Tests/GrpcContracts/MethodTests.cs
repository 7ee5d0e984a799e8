using System.Buffers;
using Grpc.Core;

namespace MetaService.Server.Tests.GrpcContracts;

public class MethodTests
{
    private static readonly Marshaller<string> Text = Marshallers.StringMarshaller;

    [Fact]
    public void Method_has_a_path()
    {
        var method = new Method<string, string>(MethodType.ServerStreaming, "pack.v1.Service", "Do", Text, Text);
        Assert.Equal("/pack.v1.Service/Do", method.FullName);
        Assert.Equal("pack.v1.Service", method.ServiceName);
        Assert.Equal("Do", method.Name);
        Assert.Equal(MethodType.ServerStreaming, method.Type);
    }

    [Fact]
    public void Method_refuses_null()
    {
        Assert.Throws<ArgumentNullException>(() => new Method<string, string>(MethodType.Unary, null!, "Do", Text, Text));
        Assert.Throws<ArgumentNullException>(() => new Method<string, string>(MethodType.Unary, "s", null!, Text, Text));
        Assert.Throws<ArgumentNullException>(() => new Method<string, string>(MethodType.Unary, "s", "Do", null!, Text));
        Assert.Throws<ArgumentNullException>(() => new Method<string, string>(MethodType.Unary, "s", "Do", Text, null!));
    }

    [Fact]
    public void String_marshaller_uses_utf8()
    {
        Assert.Equal("ä€"u8.ToArray(), Text.Serializer("ä€"));
        Assert.Equal("ä€", Text.Deserializer("ä€"u8.ToArray()));
        Assert.Equal("", Text.Deserializer([]));
    }

    [Fact]
    public void Simple_functions_work_through_contexts()
    {
        var context = new RecordingContext();
        Text.ContextualSerializer("abc", context);
        Assert.Equal("abc"u8.ToArray(), context.Payload);
        Assert.Equal("abc", Text.ContextualDeserializer(new PayloadContext("abc"u8.ToArray())));
    }

    [Fact]
    public void Contextual_functions_work_through_arrays()
    {
        var marshaller = Marshallers.Create<byte[]>(
            (message, context) =>
            {
                context.SetPayloadLength(message.Length);
                context.GetBufferWriter().Write(message);
                context.Complete();
            },
            context => context.PayloadLength == 2 ? context.PayloadAsNewBuffer() : context.PayloadAsReadOnlySequence().ToArray());
        Assert.Equal([1, 2, 3], marshaller.Serializer([1, 2, 3]));
        Assert.Equal([], marshaller.Serializer([]));
        Assert.Equal([1, 2, 3], marshaller.Deserializer([1, 2, 3]));
        Assert.Equal([1, 2], marshaller.Deserializer([1, 2]));
    }

    [Fact]
    public void Serializer_must_complete_once()
    {
        Assert.Throws<InvalidOperationException>(() => new Marshaller<string>((_, _) => { }, _ => "").Serializer("a"));
        Assert.Throws<InvalidOperationException>(() => new Marshaller<string>(
            (_, context) =>
            {
                context.Complete([]);
                context.Complete([]);
            },
            _ => "").Serializer("a"));
        Assert.Equal([], new Marshaller<string>((_, context) => context.Complete(), _ => "").Serializer("a"));
    }

    [Fact]
    public void Marshaller_refuses_null()
    {
        Assert.Throws<ArgumentNullException>(() => Marshallers.Create((Func<string, byte[]>)null!, _ => ""));
        Assert.Throws<ArgumentNullException>(() => Marshallers.Create(_ => [], (Func<byte[], string>)null!));
        Assert.Throws<ArgumentNullException>(() => Marshallers.Create((Action<string, SerializationContext>)null!, _ => ""));
        Assert.Throws<ArgumentNullException>(() => Marshallers.Create((_, _) => { }, (Func<DeserializationContext, string>)null!));
    }

    [Fact]
    public void Contexts_offer_nothing_by_default()
    {
        var serialization = new BareSerializationContext();
        serialization.SetPayloadLength(3);
        Assert.Throws<NotImplementedException>(serialization.Complete);
        Assert.Throws<NotImplementedException>(() => serialization.Complete([]));
        Assert.Throws<NotImplementedException>(serialization.GetBufferWriter);
        var deserialization = new BareDeserializationContext();
        Assert.Throws<NotImplementedException>(deserialization.PayloadAsNewBuffer);
        Assert.Throws<NotImplementedException>(() => deserialization.PayloadAsReadOnlySequence());
    }

    [Fact]
    public void Call_options_are_values()
    {
        using var source = new CancellationTokenSource();
        var headers = new Metadata();
        var write = new WriteOptions(WriteFlags.NoCompress);
        var credentials = CallCredentials.FromInterceptor((_, _) => Task.CompletedTask);
        var deadline = new DateTime(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        var none = default(CallOptions);
        var all = none.WithHeaders(headers).WithDeadline(deadline).WithCancellationToken(source.Token)
            .WithWriteOptions(write).WithCredentials(credentials).WithWaitForReady();

        Assert.Same(headers, all.Headers);
        Assert.Equal(deadline, all.Deadline);
        Assert.Equal(source.Token, all.CancellationToken);
        Assert.Same(write, all.WriteOptions);
        Assert.Same(credentials, all.Credentials);
        Assert.True(all.IsWaitForReady);
        Assert.False(all.WithWaitForReady(false).IsWaitForReady);
        Assert.Null(none.Headers);
        Assert.Null(none.Deadline);
        Assert.Null(none.WriteOptions);
        Assert.Null(none.PropagationToken);
        Assert.False(none.IsWaitForReady);
        Assert.Equal(default, WriteOptions.Default.Flags);
        Assert.True(ContextPropagationOptions.Default.IsPropagateDeadline);
        Assert.False(new ContextPropagationOptions(propagateCancellation: false).IsPropagateCancellation);
    }

    private sealed class RecordingContext : SerializationContext
    {
        public byte[]? Payload { get; private set; }

        public override void Complete(byte[] payload) => Payload = payload;
    }

    private sealed class PayloadContext(byte[] payload) : DeserializationContext
    {
        public override int PayloadLength => payload.Length;

        public override byte[] PayloadAsNewBuffer() => payload;
    }

    private sealed class BareSerializationContext : SerializationContext;

    private sealed class BareDeserializationContext : DeserializationContext
    {
        public override int PayloadLength => 0;
    }
}
