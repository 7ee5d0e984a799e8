using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using MetaService.Extraction.Places;
using MetaService.Protos.V1;
using MetaService.Server.Mapping;
using MetaService.Server.Validation;
using MetaService.Storage;

namespace MetaService.Server.Services;

/// <summary>The RPCs that count.</summary>
internal sealed partial class MetadataGrpcService
{
    /// <inheritdoc/>
    public override async Task<ListActorsResponse> ListActors(ListActorsRequest request, ServerCallContext context)
    {
        var page = Page("ListActors", request.Filter, request.PageSize, request.PageToken, new FieldErrors());
        var facet = await store.CountAsync(page.Filter, FacetKind.Actor, page.Skip, page.Take, context.CancellationToken);
        var response = new ListActorsResponse { TotalSize = facet.Values, ArticleCount = facet.Articles, NextPageToken = page.Next(facet) };
        response.Actors.AddRange(facet.Counts.Select(ActorCount));
        return response;
    }

    /// <inheritdoc/>
    public override async Task<ListCoActorsResponse> ListCoActors(ListCoActorsRequest request, ServerCallContext context)
    {
        var errors = new FieldErrors();
        if (request.ActorId.Length is 0 or > 300)
        {
            errors.Add("actor_id", "is required, up to 300 characters");
        }

        var page = Page("ListCoActors " + request.ActorId, request.Filter, request.PageSize, request.PageToken, errors);
        var facet = await store.CountCoActorsAsync(request.ActorId, page.Filter, page.Skip, page.Take, context.CancellationToken);
        var response = new ListCoActorsResponse { TotalSize = facet.Values, ArticleCount = facet.Articles, NextPageToken = page.Next(facet) };
        response.Actors.AddRange(facet.Counts.Select(ActorCount));
        return response;
    }

    /// <inheritdoc/>
    public override async Task<ListOutletsResponse> ListOutlets(ListOutletsRequest request, ServerCallContext context)
    {
        var page = Page("ListOutlets", request.Filter, request.PageSize, request.PageToken, new FieldErrors());
        var facet = await store.CountAsync(page.Filter, FacetKind.Outlet, page.Skip, page.Take, context.CancellationToken);
        var response = new ListOutletsResponse { TotalSize = facet.Values, ArticleCount = facet.Articles, NextPageToken = page.Next(facet) };
        response.Outlets.AddRange(facet.Counts.Select(c => new OutletCount
        {
            OutletId = c.Id,
            Name = c.Name,
            Country = c.Country ?? "",
            ArticleCount = c.Articles,
        }));
        return response;
    }

    /// <inheritdoc/>
    public override async Task<ListCountriesResponse> ListCountries(ListCountriesRequest request, ServerCallContext context)
    {
        var kind = request.FocusOnly ? FacetKind.FocusCountry : FacetKind.MentionedCountry;
        var page = Page("ListCountries " + kind, request.Filter, request.PageSize, request.PageToken, new FieldErrors());
        var facet = await store.CountAsync(page.Filter, kind, page.Skip, page.Take, context.CancellationToken);
        var response = new ListCountriesResponse { TotalSize = facet.Values, ArticleCount = facet.Articles, NextPageToken = page.Next(facet) };
        response.Countries.AddRange(facet.Counts.Select(c => new CountryCount
        {
            Code = c.Id,
            Name = CountryTable.Shared.Find(c.Id)?.Name ?? c.Name,
            ArticleCount = c.Articles,
        }));
        return response;
    }

    /// <inheritdoc/>
    public override async Task<GetTimelineResponse> GetTimeline(GetTimelineRequest request, ServerCallContext context)
    {
        var errors = new FieldErrors();
        var filter = FilterValidator.Check(request.Filter, errors);
        if (!Enum.IsDefined(request.Period))
        {
            errors.Add("period", "is not a value of TimelinePeriod");
        }

        errors.ThrowIfAny();
        var timeline = await store.GetTimelineAsync(filter, EnumMapping.FromProto(request.Period), context.CancellationToken);
        var response = new GetTimelineResponse { TooCoarseCount = timeline.TooCoarse, UndatedCount = timeline.Undated };
        response.Counts.AddRange(timeline.Counts.Select(c => new Protos.V1.TimelineCount
        {
            Start = c.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ArticleCount = c.Articles,
        }));
        return response;
    }

    private static ActorCount ActorCount(FacetCount count) => new()
    {
        ActorId = count.Id,
        Name = count.Name,
        Type = EnumMapping.ToProto(count.ActorType),
        Country = count.Country ?? "",
        ArticleCount = count.Articles,
    };

    private FacetPage Page(string list, Protos.V1.ArticleFilter? filter, int pageSize, string pageToken, FieldErrors errors)
    {
        var checkedFilter = FilterValidator.Check(filter, errors);
        CheckPageSize(pageSize, errors);
        var skip = FacetToken.Read(pageToken, list, filter, errors);
        errors.ThrowIfAny();
        return new FacetPage(list, filter, checkedFilter, skip, pageSize == 0 ? Math.Min(DefaultPageSize, limits.Value.MaxPageSize) : pageSize);
    }

    private sealed record FacetPage(string List, IMessage? Asked, Storage.ArticleFilter Filter, int Skip, int Take)
    {
        public string Next(Facet facet) =>
            facet.Counts.Count > 0 && Skip + facet.Counts.Count < facet.Values ? FacetToken.Write(Skip + facet.Counts.Count, List, Asked) : "";
    }
}
