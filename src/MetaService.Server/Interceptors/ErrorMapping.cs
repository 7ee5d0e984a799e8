using Grpc.Core;
using MetaService.Server.Validation;
using MetaService.Storage;

namespace MetaService.Server.Interceptors;

/// <summary>Gives every failure its status; none leaves the process with a stack trace, a path or a piece of an article.</summary>
internal sealed partial class ErrorMapping(ILogger<ErrorMapping> logger)
{
    /// <summary>The status for a failure. What nobody foresaw is logged and becomes INTERNAL.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="method">The RPC, for the log.</param>
    public RpcException ToRpc(Exception error, string method)
    {
        switch (error)
        {
            case RpcException known:
                return known;
            case InvalidPageTokenException:
                return FieldErrors.Invalid("page_token", error.Message);
            case SearchSyntaxException syntax:
                return FieldErrors.Invalid("filter.query", $"{error.Message} (at character {syntax.Position})");
            case StorageFullException:
                LogRefused(method, error.Message);
                return FieldErrors.Exhausted("the storage is full or cannot be written; nothing of this call was stored", TimeSpan.FromSeconds(30));
            default:
                LogFailure(error, method);
                return new RpcException(new Status(StatusCode.Internal, "internal error; the service's log has the details"));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} failed")]
    private partial void LogFailure(Exception error, string method);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} refused: {Reason}")]
    private partial void LogRefused(string method, string reason);
}
