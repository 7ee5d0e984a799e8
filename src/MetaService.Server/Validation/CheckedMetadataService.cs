using System.Buffers;
using Google.Protobuf;
using Grpc.Core;
using MetaService.Protos.V1;

namespace MetaService.Server.Validation;

/// <summary>
/// Base of the service in place of the generated one: its requests are checked while they are decoded, so that broken messages
/// and text that is no UTF-8 are INVALID_ARGUMENT. A method of the contract that is missing here stops the server at start.
/// </summary>
[BindServiceMethod(typeof(CheckedMetadataService), nameof(BindService))]
internal abstract class CheckedMetadataService
{
    /// <summary>The service's descriptor; reflection and health find it here.</summary>
    public static Google.Protobuf.Reflection.ServiceDescriptor Descriptor => MetadataService.Descriptor;

    public abstract Task<ParseArticleResponse> ParseArticle(ParseArticleRequest request, ServerCallContext context);

    public abstract Task<IngestArticleResponse> IngestArticle(IngestArticleRequest request, ServerCallContext context);

    public abstract Task IngestArticles(
        IAsyncStreamReader<IngestArticlesRequest> requestStream, IServerStreamWriter<IngestArticlesResponse> responseStream, ServerCallContext context);

    public abstract Task<GetArticleResponse> GetArticle(GetArticleRequest request, ServerCallContext context);

    public abstract Task<BatchGetArticlesResponse> BatchGetArticles(BatchGetArticlesRequest request, ServerCallContext context);

    public abstract Task<DeleteArticleResponse> DeleteArticle(DeleteArticleRequest request, ServerCallContext context);

    public abstract Task<ListArticlesResponse> ListArticles(ListArticlesRequest request, ServerCallContext context);

    public abstract Task ExportArticles(ExportArticlesRequest request, IServerStreamWriter<ExportArticlesResponse> responseStream, ServerCallContext context);

    public abstract Task WatchArticles(WatchArticlesRequest request, IServerStreamWriter<WatchArticlesResponse> responseStream, ServerCallContext context);

    public abstract Task<ListActorsResponse> ListActors(ListActorsRequest request, ServerCallContext context);

    public abstract Task<ListOutletsResponse> ListOutlets(ListOutletsRequest request, ServerCallContext context);

    public abstract Task<ListCountriesResponse> ListCountries(ListCountriesRequest request, ServerCallContext context);

    public abstract Task<ListCoActorsResponse> ListCoActors(ListCoActorsRequest request, ServerCallContext context);

    public abstract Task<GetTimelineResponse> GetTimeline(GetTimelineRequest request, ServerCallContext context);

    /// <summary>Binds the methods of the contract with checking decoders. The framework passes no <paramref name="service"/>.</summary>
    public static void BindService(ServiceBinderBase binder, CheckedMetadataService? service) =>
        MetadataService.BindService(new CheckingBinder(binder), null);

    private sealed class CheckingBinder(ServiceBinderBase inner) : ServiceBinderBase
    {
        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) =>
            inner.AddMethod(Checked(method), handler);

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler) =>
            inner.AddMethod(Checked(method), handler);

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) =>
            inner.AddMethod(Checked(method), handler);

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler) =>
            inner.AddMethod(Checked(method), handler);

        private static Method<TRequest, TResponse> Checked<TRequest, TResponse>(Method<TRequest, TResponse> method)
            where TRequest : class
            where TResponse : class
        {
            var marshaller = Marshallers.Create(
                method.RequestMarshaller.ContextualSerializer,
                context => Decode<TRequest>(context.PayloadAsReadOnlySequence()));
            return new Method<TRequest, TResponse>(method.Type, method.ServiceName, method.Name, marshaller, method.ResponseMarshaller);
        }

        private static TRequest Decode<TRequest>(ReadOnlySequence<byte> payload)
            where TRequest : class
        {
            var message = (IMessage)Activator.CreateInstance<TRequest>();
            var bytes = payload.IsSingleSegment ? payload.FirstSpan : payload.ToArray();
            if (Utf8Check.FindInvalid(bytes, message.Descriptor) is { } field)
            {
                throw FieldErrors.Invalid(field, "is not valid UTF-8");
            }

            try
            {
                message.MergeFrom(payload);
            }
            catch (InvalidProtocolBufferException)
            {
                throw new RpcException(new Status(StatusCode.InvalidArgument, $"the request is no valid {message.Descriptor.FullName}"));
            }

            return (TRequest)message;
        }
    }
}
