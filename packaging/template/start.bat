@echo off
rem @COMMAND@.bat of ilo-tui @VERSION@, for Windows: finds a Python and hands over to it. Needs no network.
rem Dari stik USB, tanpa jaringan. Another Python / Python lain: set PYTHON=C:\path\python.exe
setlocal
set "HERE=%~dp0"
set "PY="
set "OLD="
rem A launcher that could download a Python must not try.
set "PYTHON_MANAGER_AUTOMATIC_INSTALL=false"
set "PYLAUNCHER_ALLOW_INSTALL="
if defined PYTHON goto given
for %%v in (@PYTHONS@) do if not defined PY call :try py -%%v
for %%c in (python3 python) do if not defined PY call :try %%c
goto chosen

:given
call :try "%PYTHON%"

:chosen
if defined PY goto found
if defined OLD goto old
echo ilo-tui: no Python found; install Python @LEAST@ or newer. / Python tidak ditemukan; pasang Python @LEAST@ atau lebih baru. 1>&2
set CODE=2
goto end

:old
echo ilo-tui: Python @LEAST@ or newer is needed, this one is older: %OLD% / Perlu Python @LEAST@ atau lebih baru, yang ini lebih lama: %OLD% 1>&2
set CODE=2
goto end

:found
%PY% -E -S -c "import hashlib, sys; sys.exit(0 if hashlib.sha256(open(sys.argv[1], 'rb').read()).hexdigest() in open(sys.argv[2]).read() else 12)" "%HERE%program\check.py" "%HERE%SHA256SUMS" >nul 2>nul
if %errorlevel% neq 0 goto damaged
%PY% -I "%HERE%program\check.py" @COMMAND@ %*
set CODE=%errorlevel%
goto end

:damaged
echo ilo-tui: program\check.py or SHA256SUMS is damaged; copy the folder to the stick again. / program\check.py atau SHA256SUMS rusak; salin ulang folder ini ke stik USB. 1>&2
set CODE=2

:end
rem Started by a double click, the window would close before anybody has read what it says.
if "%~1"=="" @PAUSE@
exit /b %CODE%

rem Takes the command in its arguments as the Python if it is new enough.
:try
%* -E -S -c "import sys; sys.exit(0 if sys.version_info >= (3, @MINOR@) else 11)" >nul 2>nul
set TRIED=%errorlevel%
if %TRIED% equ 0 set PY=%*
if %TRIED% equ 11 set OLD=%*
exit /b 0
