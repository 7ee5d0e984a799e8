using System.Diagnostics;
using Grpc.Net.Client;
using MetaService.Protos.V1;

namespace MetaService.Server.Tests;

/// <summary>The service's own binary in a process of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly GrpcChannel _channel;

    private ServerProcess(Process process, int port)
    {
        _process = process;
        Address = $"http://127.0.0.1:{port}";
        _channel = GrpcChannel.ForAddress(Address);
        Client = new MetadataService.MetadataServiceClient(_channel);
    }

    public string Address { get; }

    public MetadataService.MetadataServiceClient Client { get; }

    /// <summary>Starts the service on a database and waits until it serves.</summary>
    public static async Task<ServerProcess> StartAsync(string database)
    {
        var port = TestServer.FreePort();
        var process = Launch("--urls", $"http://127.0.0.1:{port}", "--Storage:Path", database, "--Logging:LogLevel:Default", "Warning");
        var server = new ServerProcess(process, port);
        for (var wait = Stopwatch.StartNew(); wait.Elapsed < TimeSpan.FromSeconds(60);)
        {
            if (process.HasExited)
            {
                Assert.Fail($"the service ended with {process.ExitCode}: {await process.StandardError.ReadToEndAsync()}");
            }

            if ((await RunAsync("health", server.Address)).ExitCode == 0)
            {
                return server;
            }
        }

        throw new TimeoutException("the service did not begin to serve");
    }

    /// <summary>Runs the binary to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] args)
    {
        using var process = Launch(args);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>SIGKILL: no warning, no flush.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; gives the exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _channel.Dispose();
        _process.Dispose();
    }

    private static Process Launch(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "MetaService.Server.dll"));
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        return Process.Start(start)!;
    }
}
