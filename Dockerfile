# syntax=docker/dockerfile:1
ARG DOTNET=10.0

FROM mcr.microsoft.com/dotnet/sdk:${DOTNET}-noble AS build
WORKDIR /source
# Restore from the project files alone, so that this layer is kept until a dependency changes.
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src/Grpc.Core.Api/*.csproj src/Grpc.Core.Api/*.props src/Grpc.Core.Api/*.snk src/Grpc.Core.Api/
COPY src/Grpc.Net.Common/*.csproj src/Grpc.Net.Common/
COPY src/MetaService.Extraction/*.csproj src/MetaService.Extraction/
COPY src/MetaService.Storage/*.csproj src/MetaService.Storage/
COPY src/MetaService.Server/*.csproj src/MetaService.Server/
ARG RUNTIME=linux-x64
RUN dotnet restore src/MetaService.Server -r ${RUNTIME} -p:PublishReadyToRun=true
COPY protos protos
COPY src src
RUN dotnet publish src/MetaService.Server -c Release -r ${RUNTIME} --self-contained false --no-restore \
      -p:PublishReadyToRun=true -p:DebugType=none -o /app \
    && mkdir /data

FROM mcr.microsoft.com/dotnet/aspnet:${DOTNET}-noble-chiseled
LABEL org.opencontainers.image.title="MetaService" \
      org.opencontainers.image.description="gRPC service that turns news articles into structured metadata" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="0.1.0"
WORKDIR /app
COPY --from=build /app .
# The volume belongs to the image's non-root user; everything else may be read-only.
COPY --from=build --chown=1654:1654 /data /data
ENV ASPNETCORE_HTTP_PORTS=8080 \
    Storage__Path=/data/metaservice.db \
    DOTNET_EnableDiagnostics=0 \
    METASERVICE_ADDRESS=http://127.0.0.1:8080
USER 1654
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=6s --start-period=5s CMD ["/app/MetaService.Server", "health"]
ENTRYPOINT ["/app/MetaService.Server"]
