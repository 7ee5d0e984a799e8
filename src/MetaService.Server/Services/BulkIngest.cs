using System.Threading.Channels;
using Google.Protobuf;
using Grpc.Core;
using MetaService.Protos.V1;
using MetaService.Server.Interceptors;
using MetaService.Server.Mapping;
using MetaService.Server.Validation;
using MetaService.Storage;

namespace MetaService.Server.Services;

/// <summary>
/// One stream of <c>IngestArticles</c>: items are parsed on all processors ahead of the store's writer, answered in their order.
/// A bounded number is under way, so that a caller who sends faster than articles are stored is held back by HTTP/2.
/// </summary>
internal sealed class BulkIngest(ExtractionGate gate, ArticleStore store, ArticleValidator validator, ErrorMapping errors)
{
    private const int MaxUnderWay = 256;
    private const int MaxTagLength = 200;

    /// <summary>Answers every item until the caller ends its side.</summary>
    /// <exception cref="OperationCanceledException">The caller left; what was answered is stored.</exception>
    public async Task RunAsync(
        IAsyncStreamReader<IngestArticlesRequest> items, IServerStreamWriter<IngestArticlesResponse> answers, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var underWay = Channel.CreateBounded<Task<IngestArticlesResponse>>(new BoundedChannelOptions(MaxUnderWay) { SingleReader = true, SingleWriter = true });
        var reading = ReadAsync(items, underWay.Writer, stop.Token);
        try
        {
            await foreach (var answer in underWay.Reader.ReadAllAsync(cancellation))
            {
                await answers.WriteAsync(await answer, cancellation);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    private async Task ReadAsync(
        IAsyncStreamReader<IngestArticlesRequest> items, ChannelWriter<Task<IngestArticlesResponse>> underWay, CancellationToken cancellation)
    {
        try
        {
            while (await items.MoveNext(cancellation))
            {
                var item = items.Current;
                await underWay.WaitToWriteAsync(cancellation);
                underWay.TryWrite(Task.Run(() => IngestAsync(item, cancellation), CancellationToken.None));
            }

            underWay.Complete();
        }
        catch (Exception e)
        {
            // Ends the stream of answers with the same error.
            underWay.Complete(e);
        }
    }

    private async Task<IngestArticlesResponse> IngestAsync(IngestArticlesRequest item, CancellationToken cancellation)
    {
        var answer = new IngestArticlesResponse { ClientTag = item.ClientTag };
        try
        {
            if (item.ClientTag.Length > MaxTagLength)
            {
                throw FieldErrors.Invalid("client_tag", $"has {item.ClientTag.Length} characters, more than {MaxTagLength}");
            }

            var article = validator.Check(item.Article, item.OffsetUnit, store.Profiles);
            var extracted = await gate.ExtractPatientlyAsync(article, cancellation);
            var metadata = MetadataMapper.ToProto(extracted);
            var id = item.Article.ArticleId is { Length: > 0 } given ? given : null;
            var result = await store.IngestAsync(
                new ArticleToStore(id, article.Text, article.Context.SourceUrl, article.Context.ReceivedAt, extracted, metadata.ToByteArray()), cancellation);
            answer.Outcome = EnumMapping.ToProto(result.Outcome);
            answer.ArticleId = result.Article.ArticleId;
            answer.Revision = result.Article.Revision;
            answer.NearDuplicateOf.AddRange(result.NearDuplicates);
            if (item.IncludeMetadata)
            {
                answer.Metadata = ArticleMetadata.Parser.ParseFrom(result.Article.Metadata);
                OffsetUnits.Convert(answer.Metadata, result.Article.Text, item.OffsetUnit);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            answer.Error = ToItemError(errors.ToRpc(e, "IngestArticles"));
        }

        return answer;
    }

    private static ItemError ToItemError(RpcException error)
    {
        var to = new ItemError { Code = (int)error.StatusCode, Message = error.Status.Detail };
        to.FieldViolations.AddRange(FieldErrors.Of(error).Select(v => new FieldViolation { Field = v.Field, Description = v.Description }));
        return to;
    }
}
