@echo off
rem Builds what is missing or out of date, then runs Amplia. Needs a JDK, 17 or newer, and nothing else.
setlocal
set "SELF=%~f0"
rem Called by a symbolic link (attribute l): the sources are beside what it leads to in the end.
for %%f in ("%~f0") do set "ATTRIBUTES=%%~af"
if not "%ATTRIBUTES:l=%"=="%ATTRIBUTES%" (
  for /f "usebackq delims=" %%f in (`powershell -NoProfile -Command "$f = Get-Item -LiteralPath $env:SELF; while ($f.LinkType -eq 'SymbolicLink') { $f = Get-Item -LiteralPath ([IO.Path]::Combine($f.DirectoryName, @($f.Target)[0])) }; $f.FullName"`) do set "SELF=%%f"
)
for %%f in ("%SELF%") do set "HERE=%%~dpf"
if not exist "%HERE%pom.xml" (
  echo amplia: "%SELF%" is not in a clone of Amplia; make a symbolic link to the clone's launcher, not a copy>&2
  exit /b 2
)
set "JAR=%HERE%target\amplia.jar"
set "BUILT=%HERE%target\.built"

if defined JAVA_HOME (set "JAVA=%JAVA_HOME%\bin\java.exe") else (set "JAVA=java.exe")
set "VERSION="
for /f "tokens=3" %%v in ('call "%JAVA%" -XshowSettings:properties -version 2^>^&1 ^| findstr /c:"java.specification.version"') do set "VERSION=%%v"
if not defined VERSION (
  echo amplia: "%JAVA%" is not found or does not start; install a JDK, 17 or newer, or set JAVA_HOME to one>&2
  exit /b 2
)
rem Java 8 calls itself 1.8, which compares as text.
if "%VERSION:~0,2%"=="1." goto old
if %VERSION% LSS 17 goto old

if not exist "%JAR%" goto build
if not exist "%BUILT%" goto build
rem Exit code 1: a source is newer than the last build.
powershell -NoProfile -Command "$b = (Get-Item -Force $env:BUILT).LastWriteTime; if (Get-Item ($env:HERE + 'pom.xml') | Where-Object LastWriteTime -gt $b) { exit 1 }; if (Get-ChildItem -Recurse ($env:HERE + 'src\main') | Where-Object LastWriteTime -gt $b) { exit 1 }"
if errorlevel 1 goto build
goto run

:old
echo amplia: this is Java %VERSION%; a JDK, 17 or newer, is needed: set JAVA_HOME to one>&2
exit /b 2

:build
echo amplia: building (the first time this downloads a few hundred megabytes of libraries)>&2
if not exist "%HERE%target" mkdir "%HERE%target"
echo windows>"%BUILT%.new"
pushd "%HERE%"
call mvnw.cmd -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true -Dmaven.compiler.failOnWarning=false package >&2
if errorlevel 1 (
  popd
  echo amplia: the build failed, see above; without a network the libraries must have been downloaded before>&2
  exit /b 1
)
popd
move /y "%BUILT%.new" "%BUILT%" >nul

:run
if not defined OMP_NUM_THREADS set "OMP_NUM_THREADS=1"
set "TORCH_CPP_LOG_LEVEL=ERROR"
rem JDK 24 and newer warn about what JavaCPP, DJL and JNA do, older ones do not know all of these flags.
set "UNSAFE="
if %VERSION% GEQ 24 set "UNSAFE=--sun-misc-unsafe-memory-access=allow"
"%JAVA%" -XX:+UseParallelGC --enable-native-access=ALL-UNNAMED %UNSAFE% -DOPT_OUT_TRACKING=true -Dai.djl.offline=true -jar "%JAR%" %*
exit /b %ERRORLEVEL%
