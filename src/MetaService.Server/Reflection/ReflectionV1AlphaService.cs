using Google.Protobuf;
using Grpc.Core;
using MetaService.Protos.Grpc.Reflection.V1Alpha;
using V1 = MetaService.Protos.Grpc.Reflection.V1;

namespace MetaService.Server.Reflection;

/// <summary>
/// <c>grpc.reflection.v1alpha.ServerReflection</c>, which many tools ask first. Its messages are the same on the wire as those of v1.
/// </summary>
internal sealed class ReflectionV1AlphaService(ReflectionAnswers answers) : ServerReflection.ServerReflectionBase
{
    /// <inheritdoc/>
    public override Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context) =>
        answers.AnswerAllAsync(requestStream, responseStream, Answer, context.CancellationToken);

    private ServerReflectionResponse Answer(ServerReflectionRequest request) => ServerReflectionResponse.Parser.ParseFrom(
        answers.Answer(V1.ServerReflectionRequest.Parser.ParseFrom(request.ToByteString())).ToByteString());
}
