using Google.Protobuf;
using Grpc.Core;
using MetaService.Protos.V1;
using MetaService.Server.Configuration;
using MetaService.Server.Mapping;
using MetaService.Server.Validation;
using MetaService.Storage;
using Microsoft.Extensions.Options;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace MetaService.Server.Services;

/// <summary>The RPCs of <c>metaservice.v1.MetadataService</c>.</summary>
internal sealed partial class MetadataGrpcService(
    ExtractionGate gate, ArticleStore store, ArticleValidator validator, BulkIngest bulk, IHostApplicationLifetime lifetime, IOptions<LimitOptions> limits) : CheckedMetadataService
{
    private const int MaxBatch = 100;
    private const int DefaultPageSize = 50;

    /// <inheritdoc/>
    public override async Task<ParseArticleResponse> ParseArticle(ParseArticleRequest request, ServerCallContext context)
    {
        var article = validator.Check(request.Article, request.OffsetUnit, store.Profiles);
        var extracted = await gate.ExtractAsync(article, context.CancellationToken);
        var metadata = MetadataMapper.ToProto(extracted);
        OffsetUnits.Convert(metadata, article.Text, request.OffsetUnit);
        return new ParseArticleResponse { Metadata = metadata };
    }

    /// <inheritdoc/>
    public override async Task<IngestArticleResponse> IngestArticle(IngestArticleRequest request, ServerCallContext context)
    {
        var article = validator.Check(request.Article, request.OffsetUnit, store.Profiles);
        var extracted = await gate.ExtractAsync(article, context.CancellationToken);
        var metadata = MetadataMapper.ToProto(extracted);
        var result = await store.IngestAsync(
            new ArticleToStore(
                request.Article.ArticleId is { Length: > 0 } id ? id : null,
                article.Text,
                article.Context.SourceUrl,
                article.Context.ReceivedAt,
                extracted,
                metadata.ToByteArray()),
            context.CancellationToken);
        var response = new IngestArticleResponse
        {
            Outcome = EnumMapping.ToProto(result.Outcome),
            Article = ToProto(result.Article, request.OffsetUnit, withText: true),
        };
        response.NearDuplicateOf.AddRange(result.NearDuplicates);
        return response;
    }

    /// <inheritdoc/>
    public override Task IngestArticles(
        IAsyncStreamReader<IngestArticlesRequest> requestStream, IServerStreamWriter<IngestArticlesResponse> responseStream, ServerCallContext context) =>
        bulk.RunAsync(requestStream, responseStream, context.CancellationToken);

    /// <inheritdoc/>
    public override async Task<GetArticleResponse> GetArticle(GetArticleRequest request, ServerCallContext context)
    {
        var errors = new FieldErrors();
        CheckUnit(request.OffsetUnit, errors);
        ArticleValidator.CheckId("article_id", request.ArticleId, required: true, errors);
        errors.ThrowIfAny();
        var article = await store.GetAsync(request.ArticleId, context.CancellationToken) ?? throw NotFound(request.ArticleId);
        return new GetArticleResponse { Article = ToProto(article, request.OffsetUnit, withText: true) };
    }

    /// <inheritdoc/>
    public override async Task<BatchGetArticlesResponse> BatchGetArticles(BatchGetArticlesRequest request, ServerCallContext context)
    {
        var errors = new FieldErrors();
        CheckUnit(request.OffsetUnit, errors);
        if (request.ArticleIds.Count is 0 or > MaxBatch)
        {
            errors.Add("article_ids", $"must hold 1 to {MaxBatch} ids, not {request.ArticleIds.Count}");
        }
        else
        {
            for (var i = 0; i < request.ArticleIds.Count; i++)
            {
                ArticleValidator.CheckId($"article_ids[{i}]", request.ArticleIds[i], required: true, errors);
            }
        }

        errors.ThrowIfAny();
        var response = new BatchGetArticlesResponse();
        var found = await store.GetManyAsync(request.ArticleIds, context.CancellationToken);
        for (var i = 0; i < found.Count; i++)
        {
            if (found[i] is { } article)
            {
                response.Articles.Add(ToProto(article, request.OffsetUnit, withText: true));
            }
            else
            {
                response.NotFoundIds.Add(request.ArticleIds[i]);
            }
        }

        return response;
    }

    /// <inheritdoc/>
    public override async Task<DeleteArticleResponse> DeleteArticle(DeleteArticleRequest request, ServerCallContext context)
    {
        var errors = new FieldErrors();
        ArticleValidator.CheckId("article_id", request.ArticleId, required: true, errors);
        errors.ThrowIfAny();
        return await store.DeleteAsync(request.ArticleId, context.CancellationToken)
            ? new DeleteArticleResponse()
            : throw NotFound(request.ArticleId);
    }

    /// <inheritdoc/>
    public override async Task<ListArticlesResponse> ListArticles(ListArticlesRequest request, ServerCallContext context)
    {
        var errors = new FieldErrors();
        CheckUnit(request.OffsetUnit, errors);
        var filter = FilterValidator.Check(request.Filter, errors);
        CheckPageSize(request.PageSize, errors);
        if (!Enum.IsDefined(request.OrderBy))
        {
            errors.Add("order_by", "is not a value of ArticleOrder");
        }
        else if (request.OrderBy == Protos.V1.ArticleOrder.Relevance && filter.Text is null)
        {
            errors.Add("order_by", "by relevance needs filter.query");
        }

        errors.ThrowIfAny();
        var convert = request.OffsetUnit is OffsetUnit.Utf8Bytes or OffsetUnit.CodePoints;
        var page = await store.ListAsync(
            new ArticleQuery
            {
                Filter = filter,
                Order = EnumMapping.FromProto(request.OrderBy),
                PageSize = request.PageSize == 0 ? Math.Min(DefaultPageSize, limits.Value.MaxPageSize) : request.PageSize,
                PageToken = request.PageToken,
                IncludeText = convert,
            },
            context.CancellationToken);
        var response = new ListArticlesResponse { NextPageToken = page.NextPageToken ?? "" };
        foreach (var hit in page.Hits)
        {
            response.Articles.Add(ToProto(hit.Article, request.OffsetUnit, withText: false));
            if (hit.Snippet is { } snippet)
            {
                var to = new Protos.V1.Snippet { Text = snippet.Text };
                to.Highlights.AddRange(snippet.Highlights.Select(h => new Span { Start = h.Start, Length = h.Length }));
                response.Snippets[hit.Article.ArticleId] = to;
            }
        }

        return response;
    }

    private static Article ToProto(StoredArticle from, OffsetUnit unit, bool withText)
    {
        var metadata = ArticleMetadata.Parser.ParseFrom(from.Metadata);
        OffsetUnits.Convert(metadata, from.Text, unit);
        return new Article
        {
            ArticleId = from.ArticleId,
            Text = withText ? from.Text : "",
            SourceUrl = from.SourceUrl ?? "",
            ReceivedAt = from.ReceivedAt is { } received ? Timestamp.FromDateTimeOffset(received) : null,
            IngestedAt = Timestamp.FromDateTimeOffset(from.IngestedAt),
            UpdatedAt = Timestamp.FromDateTimeOffset(from.UpdatedAt),
            Revision = from.Revision,
            Metadata = metadata,
        };
    }

    private void CheckPageSize(int pageSize, FieldErrors errors)
    {
        if (pageSize < 0 || pageSize > limits.Value.MaxPageSize)
        {
            errors.Add("page_size", $"must be 0 to {limits.Value.MaxPageSize}, not {pageSize}");
        }
    }

    private static void CheckUnit(OffsetUnit unit, FieldErrors errors)
    {
        if (!Enum.IsDefined(unit))
        {
            errors.Add("offset_unit", "is not a value of OffsetUnit");
        }
    }

    private static RpcException NotFound(string id) => new(new Status(StatusCode.NotFound, $"no article is stored under article_id {id}"));
}
