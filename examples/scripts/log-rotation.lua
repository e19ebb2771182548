-- Moves a log file aside when it has grown too large: app.log becomes app.log.1, app.log.1 becomes app.log.2,
-- and so on. For the event FileModified.

local LARGEST = 10 * 1024 * 1024 -- bytes
local KEPT = 5

local function rotate(path)
    local oldest = path .. "." .. KEPT
    if fs.exists(oldest) then
        fs.delete(oldest)
    end
    for number = KEPT - 1, 1, -1 do
        local from = path .. "." .. number
        if fs.exists(from) then
            fs.move(from, path .. "." .. number + 1)
        end
    end
    fs.move(path, path .. ".1")
end

function on_event(event)
    local path = event.metadata.path
    if path:match("%.%d+$") then
        return { success = true, message = "moved aside already: nothing to do" }
    end
    local size = fs.file_size(path)
    if size < LARGEST then
        return { success = true, message = path .. " has " .. size .. " bytes: nothing to do" }
    end
    rotate(path)
    local rotations = (store.get("rotations") or 0) + 1
    store.set("rotations", rotations)
    log.info("rotated " .. path .. " at " .. size .. " bytes, the " .. rotations .. ". time")
    return { success = true, message = "rotated " .. path, rotations = rotations }
end
