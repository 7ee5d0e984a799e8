using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace MetaService.Server.Validation;

/// <summary>Collects what is wrong with a request, field by field, and refuses it in one answer.</summary>
internal sealed class FieldErrors
{
    private readonly BadRequest _violations = new();
    private bool _tooLarge;

    /// <summary>Notes that a field is wrong.</summary>
    /// <param name="field">Path of the field as the contract names it, e.g. <c>article.text</c>.</param>
    /// <param name="description">What is wrong and what would be right; nothing from the article's text.</param>
    public void Add(string field, string description) =>
        _violations.FieldViolations.Add(new BadRequest.Types.FieldViolation { Field = field, Description = description });

    /// <summary>Notes that a field is over its size limit: the answer becomes RESOURCE_EXHAUSTED.</summary>
    public void AddTooLarge(string field, string description)
    {
        _tooLarge = true;
        Add(field, description);
    }

    /// <summary>Refuses the request where anything was noted.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT, or RESOURCE_EXHAUSTED where a size limit is among the errors, with <c>google.rpc.BadRequest</c>.</exception>
    public void ThrowIfAny()
    {
        if (_violations.FieldViolations.Count == 0)
        {
            return;
        }

        throw Rpc(_tooLarge ? StatusCode.ResourceExhausted : StatusCode.InvalidArgument,
            string.Join("; ", _violations.FieldViolations.Select(v => $"{v.Field}: {v.Description}")), _violations);
    }

    /// <summary>The exception for one field.</summary>
    public static RpcException Invalid(string field, string description)
    {
        var violations = new BadRequest();
        violations.FieldViolations.Add(new BadRequest.Types.FieldViolation { Field = field, Description = description });
        return Rpc(StatusCode.InvalidArgument, $"{field}: {description}", violations);
    }

    /// <summary>The field violations that an error carries; may be empty.</summary>
    public static IEnumerable<BadRequest.Types.FieldViolation> Of(RpcException error) =>
        error.Trailers.GetValueBytes("grpc-status-details-bin") is { } bytes
            ? Google.Rpc.Status.Parser.ParseFrom(bytes).Details
                .Where(d => d.Is(BadRequest.Descriptor)).SelectMany(d => d.Unpack<BadRequest>().FieldViolations)
            : [];

    /// <summary>RESOURCE_EXHAUSTED that says when to try again.</summary>
    public static RpcException Exhausted(string message, TimeSpan retryAfter) =>
        Rpc(StatusCode.ResourceExhausted, message, new RetryInfo { RetryDelay = Duration.FromTimeSpan(retryAfter) });

    private static RpcException Rpc(StatusCode code, string message, IMessage detail)
    {
        var status = new Google.Rpc.Status { Code = (int)code, Message = message, Details = { Any.Pack(detail) } };
        var trailers = new Metadata { { "grpc-status-details-bin", status.ToByteArray() } };
        return new RpcException(new Grpc.Core.Status(code, message), trailers);
    }
}
