@echo off
rem Starts Mailmend: the workbench, or, with a command such as "check", the command line.
rem
rem   JAVA_HOME       the Java to use; without it the first Java >= 21 on the PATH or in the usual places
rem   MAILMEND_HOME   where Mailmend keeps its data; without it %APPDATA%\Mailmend

setlocal EnableExtensions DisableDelayedExpansion
set "install=%~dp0"
set "install=%install:~0,-1%"
set "logging=-Djava.util.logging.config.file="%install%\cli\logging.properties""
set "cache=%LOCALAPPDATA%\Mailmend\cache"
set "home=%MAILMEND_HOME%"
if not defined home set "home=%APPDATA%\Mailmend"

set "java="
if defined JAVA_HOME call :try "%JAVA_HOME%"
for %%j in (java.exe) do if not "%%~$PATH:j"=="" for %%d in ("%%~dp$PATH:j..") do call :try "%%~fd"
for %%v in ("Eclipse Adoptium" Java Microsoft "Amazon Corretto" Zulu BellSoft Semeru) do (
    for /d %%d in ("%ProgramFiles%\%%~v\*") do call :try "%%~d"
    for /d %%d in ("%LOCALAPPDATA%\Programs\%%~v\*") do call :try "%%~d"
)
if not defined java for /f "tokens=2,*" %%a in ('reg query HKLM\SOFTWARE\JavaSoft\JDK /s /v JavaHome 2^>nul') do call :try "%%~b"
if not defined java goto no_java

set "first=%~1"
if not defined first goto workbench
if "%first%"=="--make-cache" goto make_cache
if "%first:~0,2%"=="--" goto command_line
if "%first%"=="-h" goto command_line
if "%first%"=="-V" goto command_line
if "%first:~0,1%"=="-" goto workbench

:command_line
call :cached
if %major% LSS 25 (
    if not exist "%cache%" mkdir "%cache%" >nul 2>&1
    set "options=-XX:+AutoCreateSharedArchive -XX:SharedArchiveFile="%cached%.jsa""
) else if exist "%cached%.aot" (
    set "options=-XX:AOTCache="%cached%.aot""
) else (
    set "options=-Xshare:auto"
    start "" /b /belownormal cmd /d /c call "%~f0" --make-cache <nul >nul 2>&1
)
"%java%\bin\java.exe" %options% -Xlog:disable -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED ^
    %logging% -cp "%install%\cli\mailmend-cli.jar" org.mailmend.cli.Main %*
exit /b %errorlevel%

:make_cache
rem In the background: nothing waits for the cache of loaded and linked classes, and the practice server signed in to lives inside it.
call :cached
if exist "%cached%.lock" exit /b 0
mkdir "%cached%.lock"
set "MAILMEND_TRAINING=secret"
"%java%\bin\java.exe" -XX:AOTCacheOutput="%cached%.new" -Xlog:disable -XX:+UseSerialGC -XX:TieredStopAtLevel=1 ^
    --enable-native-access=ALL-UNNAMED %logging% -cp "%install%\cli\mailmend-cli.jar" org.mailmend.cli.Main ^
    check lab:gmail-account-password --user a@example.com --password-env MAILMEND_TRAINING --json
if exist "%cached%.new" (
    del "%cache%\*.aot"
    move /y "%cached%.new" "%cached%.aot"
)
rmdir "%cached%.lock"
exit /b 0

:workbench
rem The console that waits for the window, to start it again when it asks for that, stays out of the way.
if not defined MAILMEND_WAITING (
    set "MAILMEND_WAITING=1"
    start "Mailmend" /min cmd /d /c call "%~f0" %*
    exit /b 0
)
if not exist "%home%" mkdir "%home%"
for %%l in ("%install%\plugins\org.eclipse.equinox.launcher_*.jar") do set "launcher=%%~l"
:start
set "language="
if exist "%home%\language" set /p language=<"%home%\language"
set "nl="
if defined language set "nl=-nl %language%"
"%java%\bin\java.exe" -Xmx1g --enable-native-access=ALL-UNNAMED %logging% "-Dmailmend.home=%home%" -Dosgi.checkConfiguration=true ^
    -Djava.awt.headless=true -jar "%launcher%" -configuration "%home%\configuration" -data "%home%\workspace" %nl% %*
set "status=%errorlevel%"
if %status%==23 goto start
if %status%==24 goto start
exit /b %status%

rem Sets the name of this build's and this Java's cache, without its end.
:cached
set "build="
set /p build=<"%install%\cli\build"
set "cached=%cache%\cli-%build%-java-%version%"
exit /b 0

rem Takes the Java in folder %1 if none is found yet and it is new enough.
:try
if defined java exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "version="
for /f "usebackq tokens=1,* delims==" %%k in ("%~1\release") do if "%%k"=="JAVA_VERSION" set "version=%%~l"
if not defined version exit /b 0
for /f "delims=." %%m in ("%version%") do set "major=%%m"
if %major% GEQ 21 set "java=%~1"
exit /b 0

:no_java
set "japanese="
reg query "HKCU\Control Panel\International" /v LocaleName 2>nul | find "ja" >nul && set "japanese=1"
if not defined japanese (
    echo Mailmend: Java 21 or newer is needed, and none was found. Install one ^(for example Eclipse Temurin^), or set JAVA_HOME to it.>&2
    exit /b 3
)
for /f "tokens=2 delims=:" %%c in ('chcp') do set "codepage=%%c"
chcp 65001 >nul
echo Mailmend: Java 21 以降が必要ですが、見つかりませんでした。Eclipse Temurin などをインストールするか、JAVA_HOME を設定してください。>&2
chcp %codepage% >nul
exit /b 3
