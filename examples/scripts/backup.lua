-- Keeps the last versions of a file, in a folder "backups" beside it.
-- For the events FileCreated and FileModified.

local VERSIONS = 5

local function directory_of(path)
    return path:match("^(.*)[/\\][^/\\]*$") or "."
end

-- The versions of this file that are there, oldest first: their names begin with the time.
local function versions_of(name, folder)
    local versions = {}
    for _, entry in ipairs(fs.list(folder)) do
        if entry:sub(17) == name and entry:match("^%d%d%d%d%d%d%d%d%-%d%d%d%d%d%d%-") then
            versions[#versions + 1] = entry
        end
    end
    table.sort(versions)
    return versions
end

function on_event(event)
    local path = event.metadata.path
    local name = fs.basename(path)
    local folder = directory_of(path) .. "/backups"
    if directory_of(path):match("[/\\]backups$") then
        return { success = true, message = "a backup itself: nothing to do" }
    end
    if not fs.exists(path) then
        return { success = true, message = path .. " has gone: nothing to do" }
    end

    fs.mkdir(folder)
    local copy = folder .. "/" .. os.date("!%Y%m%d-%H%M%S") .. "-" .. name
    if fs.exists(copy) then
        fs.delete(copy) -- twice in one second: the later one counts
    end
    fs.copy(path, copy)

    local versions = versions_of(name, folder)
    for number = 1, #versions - VERSIONS do
        fs.delete(folder .. "/" .. versions[number])
        log.debug("removed the old version " .. versions[number])
    end
    return { success = true, message = "copied to " .. copy }
end
