-- Commits a file to the Git repository that it lies in. For the events FileCreated, FileModified and
-- FileDeleted.
-- The engine starts only programs that the configuration allows: git has to be one of them.

local function git(directory, arguments)
    local words = { "-C", directory }
    table.move(arguments, 1, #arguments, 3, words)
    return exec.run("git", words)
end

local function checked_git(directory, arguments)
    local result = git(directory, arguments)
    if result.exit_code ~= 0 then
        error("git " .. arguments[1] .. " failed: " .. result.stderr, 0)
    end
    return result.stdout
end

function on_event(event)
    local path = event.metadata.path
    local directory = path:match("^(.*)[/\\][^/\\]*$") or "."
    if path:find("[/\\]%.git[/\\]") then
        return { success = true, message = "of Git itself: nothing to do" }
    end
    if git(directory, { "rev-parse", "--is-inside-work-tree" }).exit_code ~= 0 then
        return { success = false, message = directory .. " is in no Git repository" }
    end
    if git(directory, { "check-ignore", "--quiet", "--", path }).exit_code == 0 then
        return { success = true, message = path .. " is ignored by Git: nothing to do" }
    end
    checked_git(directory, { "add", "--all", "--", path })
    if git(directory, { "diff", "--cached", "--quiet", "--", path }).exit_code == 0 then
        return { success = true, message = path .. " has not changed: nothing to do" }
    end
    local title = event.kind:gsub("^File", "") .. " " .. fs.basename(path)
    checked_git(directory, { "commit", "--quiet", "--message", title, "--", path })
    local commit = checked_git(directory, { "rev-parse", "--short", "HEAD" }):gsub("%s+$", "")
    return { success = true, message = "committed " .. path .. " as " .. commit, commit = commit }
end
