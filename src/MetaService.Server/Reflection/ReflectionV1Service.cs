using Grpc.Core;
using MetaService.Protos.Grpc.Reflection.V1;

namespace MetaService.Server.Reflection;

/// <summary><c>grpc.reflection.v1.ServerReflection</c>.</summary>
internal sealed class ReflectionV1Service(ReflectionAnswers answers) : ServerReflection.ServerReflectionBase
{
    /// <inheritdoc/>
    public override Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context) =>
        answers.AnswerAllAsync(requestStream, responseStream, answers.Answer, context.CancellationToken);
}
