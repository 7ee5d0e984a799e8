using Grpc.Core;
using MetaService.Protos.V1;
using MetaService.Server.Validation;
using MetaService.Storage;

namespace MetaService.Server.Services;

/// <summary>The RPCs that stream stored articles.</summary>
internal sealed partial class MetadataGrpcService
{
    /// <inheritdoc/>
    public override async Task ExportArticles(ExportArticlesRequest request, IServerStreamWriter<ExportArticlesResponse> responseStream, ServerCallContext context)
    {
        var filter = StreamFilter(request.Filter, request.OffsetUnit);
        try
        {
            await foreach (var (article, token) in store.ExportAsync(filter, request.ExportToken, context.CancellationToken))
            {
                await responseStream.WriteAsync(
                    new ExportArticlesResponse { Article = ToProto(article, request.OffsetUnit, withText: true), ExportToken = token }, context.CancellationToken);
            }
        }
        catch (InvalidPageTokenException e)
        {
            throw FieldErrors.Invalid("export_token", e.Message);
        }
    }

    /// <inheritdoc/>
    public override async Task WatchArticles(WatchArticlesRequest request, IServerStreamWriter<WatchArticlesResponse> responseStream, ServerCallContext context)
    {
        var filter = StreamFilter(request.Filter, request.OffsetUnit);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            // Headers go out at once, so that the caller knows from when on it watches.
            await context.WriteResponseHeadersAsync([]);
            await foreach (var (article, token, behind) in store.WatchAsync(filter, request.WatchToken, end.Token))
            {
                await responseStream.WriteAsync(
                    new WatchArticlesResponse { Article = ToProto(article, request.OffsetUnit, withText: true), WatchToken = token, Behind = behind }, end.Token);
            }
        }
        catch (InvalidPageTokenException e)
        {
            throw FieldErrors.Invalid("watch_token", e.Message);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "the service is shutting down; watch again with the last watch_token"));
        }
    }

    private static Storage.ArticleFilter StreamFilter(Protos.V1.ArticleFilter? asked, OffsetUnit unit)
    {
        var errors = new FieldErrors();
        CheckUnit(unit, errors);
        var filter = FilterValidator.Check(asked, errors);
        if (filter.Text is not null)
        {
            errors.Add("filter.query", "is for ListArticles only");
        }

        errors.ThrowIfAny();
        return filter;
    }
}
